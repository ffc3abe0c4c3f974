package dev.mishap.validation;

import java.util.List;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.mishap.testing.ProblemAssert.assertThat;

@SpringBootTest(classes = { InputApplication.class, ValidationKeysTests.ParserLimits.class },
		webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY, "mishap.validation.status=400", "mishap.validation.max-errors=2",
				"mishap.validation.attributes=regexp",
				"mishap.validation.rejected-values=[].sku,[].unitCount,wholeNumber,page-size,shipTo.zip",
				"mishap.validation.service-constraints=true" })
class ValidationKeysTests {

	@LocalServerPort
	int port;

	private RawHttp.Answer post(String path, String body) {
		return new RawHttp(this.port).json("POST", path, body.replace('\'', '"'));
	}

	@Test
	void statusAndNumberOfEntriesFollowTheirKeys() {
		assertThat(post("/orders/bulk", "[{'sku':'123456789','unitCount':0,'price$':0},{'sku':'','unitCount':1}]"))
			.isProblem(400, "VALIDATION_FAILED")
			.hasMember("errors_omitted", 2)
			.hasErrors(Errors.of(
					"{'pointer':'#/0/price$','code':'DECIMAL_MIN','detail':'This has to be at least 0.01.','min':0.01}",
					"{'pointer':'#/0/sku','code':'SIZE','detail':'The length has to be at most 8.','max':8,'rejected':'123456789'}"));
	}

	@Test
	void regularExpressionIsShownWhereSwitchedOn() {
		assertThat(post("/orders", "{'customerName':'x','shipTo':{'streetName':'x','zip':'x'}}"))
			.isProblem(400, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/shipTo/zip','code':'PATTERN',"
					+ "'detail':'This does not have the form that is expected.','regexp':'[0-9]{5}','rejected':'x'}"));
	}

	@Test
	void rejectedValueOfAnUnreadableFieldIsShownWhereSwitchedOn() {
		assertThat(post("/types", "{'wholeNumber':'abc'}")).isProblem(400, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/wholeNumber','code':'WRONG_TYPE',"
					+ "'detail':'Expected a whole number.','rejected':'abc'}"));
	}

	@Test
	void rejectedValueOfAParameterIsShownWhereSwitchedOn() {
		assertThat(new RawHttp(this.port).send("GET", "/query?page-size=abc")).isProblem(400, "INVALID_PARAMETER")
			.hasErrors(Errors.of("{'parameter':'page-size','code':'WRONG_TYPE',"
					+ "'detail':'Expected a whole number.','rejected':'abc'}"));
	}

	@Test
	void constraintsOfServicesAreOfTheClientWhereSwitchedOn() {
		assertThat(new RawHttp(this.port).send("GET", "/proxied/service")).isProblem(400, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'parameter':'count','code':'MIN','detail':'This has to be at least 1.','min':1}"));
		assertThat(new RawHttp(this.port).send("GET", "/proxied/service/object")).isProblem(400, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/sku','code':'NOT_BLANK','detail':'This must not be blank.'}"));
		assertThat(new RawHttp(this.port).send("GET", "/proxied/entity")).isProblem(500, "INTERNAL_ERROR");
	}

	@Test
	void stringBeyondTheLimitOfTheParserIsTooLarge() {
		assertThat(post("/types", "{'text':'" + "x".repeat(60_000) + "'}")).isProblem(413, "CONTENT_TOO_LARGE")
			.hasDetail("The body of the request, or a text in it, is longer than is accepted here.")
			.leaksNothing("60000", "50");
	}

	@Test
	void moreTokensThanTheParserTakesAreTooLarge() {
		assertThat(post("/types", "{'list':[" + "1,".repeat(300) + "1]}")).isProblem(413, "CONTENT_TOO_LARGE");
	}

	/** Boot 4.0 has no keys for these. */
	@Configuration(proxyBeanMethods = false)
	static class ParserLimits {

		@Bean
		JsonMapper jsonMapper(List<JsonMapperBuilderCustomizer> customizers) {
			StreamReadConstraints limits = StreamReadConstraints.builder()
				.maxStringLength(50)
				.maxTokenCount(200)
				.build();
			JsonMapper.Builder builder = JsonMapper
				.builder(JsonFactory.builder().streamReadConstraints(limits).build());
			customizers.forEach((customizer) -> customizer.customize(builder));
			return builder.build();
		}

	}

}
