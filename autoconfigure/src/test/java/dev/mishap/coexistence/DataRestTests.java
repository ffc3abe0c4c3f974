package dev.mishap.coexistence;

import java.util.List;
import java.util.Map;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.actuate.web.server.JettyServletManagementContextAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;
import org.springframework.data.rest.core.event.ValidatingRepositoryEventListener;
import org.springframework.data.rest.webmvc.config.RepositoryRestConfigurer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static org.assertj.core.api.Assertions.assertThat;

/** Beside Spring Data REST, which has an advice of its own. */
@SpringBootTest(classes = DataRestTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { dev.mishap.testing.Without.SECURITY, dev.mishap.testing.OptionalTechnologies.DATABASE,
				"spring.jpa.open-in-view=false", "mishap.validation.max-errors=2",
				"spring.datasource.url=jdbc:h2:mem:datarest", "spring.datasource.username=sa",
				"spring.datasource.password=" })
class DataRestTests {

	@LocalServerPort
	int port;

	private RawHttp http() {
		return new RawHttp(this.port);
	}

	private Answer add(String name, String number) {
		return http().json("POST", "/articles", "{\"name\":\"" + name + "\",\"number\":\"" + number + "\"}");
	}

	@Test
	void itWorks() {
		Answer answer = add("Spade", "itWorks");
		assertThat(answer.status()).isEqualTo(201);
		assertThat(http().send("GET", "/articles").body()).contains("Spade");
	}

	@Test
	void idThatIsNoneIsAnInvalidParameter() {
		ProblemAssert.assertThat(http().send("GET", "/articles/a%20b"))
			.isProblem(400, "INVALID_PARAMETER")
			.hasErrors(List.of(Map.of("path", "id", "code", "WRONG_TYPE", "detail", "Expected a whole number.")));
	}

	@Test
	void bodyThatNobodyCanReadIsUnsupportedAndNotMissing() {
		ProblemAssert
			.assertThat(http().sendBody("POST", "/articles", "application/x-www-form-urlencoded", "name=Spade"))
			.isProblem(415, "UNSUPPORTED_MEDIA_TYPE")
			.hasHeader("Accept", "application/json")
			.hasHeader("Accept-Post", "application/json");
	}

	@ParameterizedTest
	@CsvSource({ "GET,/articles/4711,404,NOT_FOUND", "DELETE,/articles/4711,404,NOT_FOUND",
			"GET,/articles/search/nowhere,404,NOT_FOUND", "GET,/nowhere,404,NOT_FOUND",
			"GET,/profile/nope,404,NOT_FOUND" })
	void whatIsNotThereIsAProblem(String method, String target, int status, String code) {
		ProblemAssert.assertThat(http().send(method, target)).isProblem(status, code);
	}

	@ParameterizedTest
	@CsvSource({ "{", "{\"name\":{}}", "[]" })
	void unreadableBodyIsAProblem(String body) {
		Answer answer = http().json("POST", "/articles", body);
		assertThat(answer.status()).isBetween(400, 422);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		ProblemAssert.assertThat(answer).leaksNothing("cause", "Article");
	}

	@Test
	void violationNamesThePlaceAndNotTheValue() {
		ProblemAssert.assertThat(add(" ", "violation"))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(List.of(Map.of("pointer", "#/name", "code", "NOT_BLANK", "detail", "This must not be blank.")));
	}

	/**
	 * A validator that repeats the value in its message, and finds more than is shown.
	 */
	@Test
	void violationsAreLimitedAndRepeatNoValue() {
		Answer answer = http().json("POST", "/articles", "{\"name\":\"picky\",\"number\":\"s3cr3t\"}",
				"Accept-Language: de");
		ProblemAssert.assertThat(answer)
			.hasMember("code", "VALIDATION_FAILED")
			.hasMember("errors_omitted", 1)
			.hasErrors(List.of(Map.of("pointer", "#/name", "code", "SHORT", "detail", "Too short."),
					Map.of("pointer", "#/number", "code", "ODD", "detail", "Dieser Wert wird nicht angenommen.")))
			.leaksNothing("s3cr3t", "is odd");
	}

	@Test
	void constraintOfTheDatabaseLeaksNothing() {
		add("Spade", "twice");
		Answer answer = add("Fork", "twice");
		ProblemAssert.assertThat(answer)
			.isProblem(409, "ALREADY_EXISTS")
			.leaksNothing("twice", "Unique", "NUMBER", "insert");
	}

	@Test
	void conditionThatDoesNotHoldIsAProblemWithTheCurrentTag() {
		String location = add("Rake", "condition").header("Location");
		String path = location.substring(location.indexOf("/articles"));
		String tag = http().send("GET", path).header("ETag");
		assertThat(tag).isNotNull();
		Answer answer = http().json("PUT", path, "{\"name\":\"Hoe\",\"number\":\"condition\"}", "If-Match: \"99\"");
		ProblemAssert.assertThat(answer).isProblem(412, "PRECONDITION_FAILED").hasHeader("ETag", "\"99\"");
	}

	/** Handlers of the application are no business of Data REST. */
	@ParameterizedTest
	@CsvSource({ "/own/detail", "/own/entity", "/own/advised" })
	void problemOfAnotherHandlerGainsCodeAndRequestId(String target) {
		Answer answer = http().send("GET", target);
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.body().replace(" : ", ":")).contains("\"code\":\"CONFLICT\"",
				"\"request_id\":\"" + answer.header("X-Request-Id") + "\"");
	}

	@RestController
	static class Own {

		@GetMapping("/own/detail")
		ProblemDetail detail() {
			return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Seven is taken.");
		}

		@GetMapping("/own/entity")
		ResponseEntity<ProblemDetail> entity() {
			return ResponseEntity.of(ProblemDetail.forStatus(409)).build();
		}

		@GetMapping("/own/advised")
		void advised() {
			throw new TakenException();
		}

	}

	static class TakenException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	/** Its answers are written by the resolver of Data REST. */
	@RestControllerAdvice
	static class OwnAdvice {

		@ExceptionHandler
		ProblemDetail taken(TakenException exception) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Seven is taken.");
		}

	}

	@Entity(name = "Article")
	static class Article {

		@Id
		@GeneratedValue
		Long id;

		@Version
		long version;

		@NotBlank
		public String name;

		@Column(unique = true)
		public String number;

	}

	@RepositoryRestResource(path = "articles")
	interface Articles extends CrudRepository<Article, Long> {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { JettyServletManagementContextAutoConfiguration.class,
			JettyServletWebServerAutoConfiguration.class })
	@EntityScan(basePackageClasses = DataRestTests.class)
	@Import({ DataRestTests.Validation.class, DataRestTests.Own.class, DataRestTests.OwnAdvice.class })
	@EnableJpaRepositories(basePackageClasses = DataRestTests.class, considerNestedRepositories = true)
	static class Application {

	}

	/** As Data REST's documentation switches validation on. */
	@Configuration(proxyBeanMethods = false)
	static class Validation {

		@Bean
		RepositoryRestConfigurer validation(@Qualifier("defaultValidator") Validator validator) {
			return new RepositoryRestConfigurer() {

				@Override
				public void configureValidatingRepositoryEventListener(ValidatingRepositoryEventListener listener) {
					listener.addValidator("beforeCreate", validator);
					listener.addValidator("beforeSave", validator);
					listener.addValidator("beforeCreate", new Picky());
				}

			};
		}

	}

	/** An application's own, with texts of its own. */
	private static final class Picky implements Validator {

		@Override
		public boolean supports(Class<?> type) {
			return type == Article.class;
		}

		@Override
		public void validate(Object target, Errors errors) {
			if (target instanceof Article article && "picky".equals(article.name)) {
				errors.rejectValue("number", "odd", article.number + " is odd.");
				errors.rejectValue("number", "old", "Too old.");
				errors.rejectValue("name", "short", "Too short.");
			}
		}

	}

}
