package dev.mishap.coexistence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mishap.testing.Lean;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever JSON library an application has, and however that and Boot's error page are
 * set: the same bytes.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SettingsTests {

	private static final List<String> TARGETS = List.of("/throws", "/conflict", "/nowhere", "/%zz", "/error");

	private Map<String, String> usual = Map.of();

	@BeforeAll
	void usual() {
		this.usual = answers(Application.class);
		assertThat(this.usual.get("GET /conflict")).contains("\"code\":\"CONFLICT\"");
		assertThat(this.usual.get("malformed")).contains("\"code\":\"MALFORMED_BODY\"");
	}

	static Stream<Setting> settings() {
		List<Setting> settings = new ArrayList<>();
		for (String property : List.of("spring.jackson.property-naming-strategy=UPPER_CAMEL_CASE",
				"spring.jackson.property-naming-strategy=SNAKE_CASE",
				"spring.jackson.default-property-inclusion=non_null",
				"spring.jackson.default-property-inclusion=non_empty",
				"spring.jackson.default-property-inclusion=non_default",
				"spring.jackson.serialization.indent-output=true",
				"spring.jackson.mapper.sort-properties-alphabetically=true",
				"spring.http.converters.preferred-json-mapper=jackson2",
				"spring.http.converters.preferred-json-mapper=gson", "spring.web.error.include-stacktrace=always",
				"spring.web.error.include-message=always", "spring.web.error.whitelabel.enabled=false")) {
			settings.add(new Setting(property, Application.class, property));
		}
		settings.add(new Setting("a JsonMapper of the application", OwnMapper.class));
		settings.add(new Setting("a module for texts", OwnModule.class));
		settings.add(new Setting("an ObjectMapper of Jackson 2 of the application", OwnObjectMapper.class,
				"spring.http.converters.preferred-json-mapper=jackson2"));
		return settings.stream();
	}

	@ParameterizedTest
	@MethodSource("settings")
	void problemsAreTheSame(Setting setting) {
		assertThat(answers(setting.application(), setting.properties())).isEqualTo(this.usual);
	}

	/** The contract is the same, and fields have the names that clients send. */
	@ParameterizedTest
	@CsvSource({ "LOWER_CAMEL_CASE,orderedAt", "SNAKE_CASE,ordered_at", "KEBAB_CASE,ordered-at" })
	void fieldsAreNamedAsTheMapperReadsThem(String strategy, String name) {
		try (ConfigurableApplicationContext context = start(Application.class,
				"spring.jackson.property-naming-strategy=" + strategy)) {
			assertThat(http(context).json("POST", "/take", "{\"" + name + "\":\"never\"}").body())
				.contains("\"code\":\"VALIDATION_FAILED\"", "\"pointer\":\"#/" + name + "\"");
		}
	}

	private static ConfigurableApplicationContext start(Class<?> application, String... properties) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.SERVLET)
			.properties("server.port=0", Lean.onTomcat("gson.", "jackson2.", "validation."))
			.properties(properties)
			.run();
	}

	private static RawHttp http(ConfigurableApplicationContext context) {
		return new RawHttp(Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port")));
	}

	private static Map<String, String> answers(Class<?> application, String... properties) {
		try (ConfigurableApplicationContext context = start(application, properties)) {
			RawHttp http = http(context);
			Map<String, String> answers = new LinkedHashMap<>();
			for (String target : TARGETS) {
				answers.put("GET " + target, text(http.send("GET", target)));
			}
			answers.put("malformed", text(http.json("POST", "/name", "{\n\"name\": }")));
			answers.put("cut short", text(http.json("POST", "/name", "{")));
			answers.put("media type", text(http.sendBody("POST", "/take", "text/plain", "x")));
			return answers;
		}
	}

	private static String text(Answer answer) {
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		return answer.statusLine() + "\n" + answer.body().replaceAll("req_[0-9A-Z]{26}", "req_");
	}

	/** A way to set up an application. */
	record Setting(String name, Class<?> application, String... properties) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	@PlainApplication
	@Import(Controller.class)
	static class Application {

	}

	@PlainApplication
	@Import({ Controller.class, OwnMapperConfiguration.class })
	static class OwnMapper {

	}

	@PlainApplication
	@Import({ Controller.class, OwnModuleConfiguration.class })
	static class OwnModule {

	}

	@PlainApplication
	@Import({ Controller.class, OwnObjectMapperConfiguration.class })
	static class OwnObjectMapper {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnObjectMapperConfiguration {

		@Bean
		ObjectMapper objectMapper() {
			return new ObjectMapper()
				.setPropertyNamingStrategy(com.fasterxml.jackson.databind.PropertyNamingStrategies.SNAKE_CASE)
				.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
				.enable(com.fasterxml.jackson.databind.SerializationFeature.WRAP_ROOT_VALUE);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMapperConfiguration {

		@Bean
		JsonMapper jsonMapper() {
			return JsonMapper.builder()
				.propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
				.enable(SerializationFeature.WRAP_ROOT_VALUE)
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnModuleConfiguration {

		@Bean
		SimpleModule shouting() {
			return new SimpleModule().addSerializer(String.class, new StdSerializer<>(String.class) {

				@Override
				public void serialize(String value, JsonGenerator generator, SerializationContext context) {
					generator.writeString(value.toUpperCase(java.util.Locale.ROOT));
				}

			});
		}

	}

	/** What a handler takes. */
	public record Order(String orderNumber, Instant orderedAt) {

	}

	/** What Gson can read too. */
	public record Named(String name) {

	}

	@RestController
	static class Controller {

		@GetMapping("/throws")
		String fails() {
			throw new IllegalStateException("jdbc:h2:mem:x;password=s3cr3t");
		}

		@GetMapping("/conflict")
		String conflict() {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "\"Seven\" is taken.");
		}

		@PostMapping("/name")
		void name(@RequestBody Named named) {
		}

		@PostMapping("/take")
		void take(@RequestBody Order order) {
		}

	}

}
