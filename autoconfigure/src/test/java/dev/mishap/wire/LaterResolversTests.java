package dev.mishap.wire;

import java.util.Locale;
import java.util.Properties;

import dev.mishap.ErrorCode;
import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.handler.SimpleMappingExceptionResolver;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A resolver of the application that MVC asks after its own gets what it gets in plain
 * Boot, unless the application has told us what the exception stands for.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = Without.SECURITY)
class LaterResolversTests {

	@LocalServerPort
	private int port;

	private RawHttp http;

	@BeforeEach
	void connect() {
		this.http = new RawHttp(this.port);
	}

	@Test
	void exceptionThatNobodyKnowsIsTheResolversOwn() {
		Answer answer = this.http.send("GET", "/fails/unknown");
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.body()).isEqualTo("page for IllegalStateException");
	}

	@Test
	void exceptionThatOnlyALibraryKnowsIsTheResolversOwn() {
		Answer answer = this.http.send("GET", "/fails/duplicate");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.body()).isEqualTo("conflict for DuplicateKeyException");
	}

	@Test
	void exceptionThatTheApplicationMapsIsAProblem() {
		assertThat(this.http.send("GET", "/fails/mapped")).isProblem(422, "MAPPED");
		assertThat(this.http.send("GET", "/fails/status")).isProblem(410, "GONE_FOR_GOOD");
	}

	@Test
	void exceptionThatMvcResolvesIsAProblem() {
		assertThat(this.http.send("GET", "/nowhere")).isProblem(404, "NOT_FOUND");
		assertThat(this.http.send("DELETE", "/fails/unknown")).isProblem(405, "METHOD_NOT_ALLOWED");
		assertThat(this.http.send("GET", "/numbers/x")).isProblem(400, "INVALID_PARAMETER");
	}

	@Test
	void exceptionThatTheResolverDoesNotKnowIsAProblem() {
		assertThat(this.http.send("GET", "/fails/unmapped")).isProblem(500, "INTERNAL_ERROR");
	}

	static class MappedException extends IllegalStateException {

		private static final long serialVersionUID = 1L;

	}

	@ErrorCode("GONE_FOR_GOOD")
	@ResponseStatus(HttpStatus.GONE)
	static class StatusException extends IllegalStateException {

		private static final long serialVersionUID = 1L;

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	@Import(Fails.class)
	static class Application {

		@Bean
		SimpleMappingExceptionResolver resolver() {
			SimpleMappingExceptionResolver resolver = new SimpleMappingExceptionResolver();
			Properties views = new Properties();
			views.setProperty(IllegalStateException.class.getName(), "page");
			views.setProperty(DuplicateKeyException.class.getName(), "conflict");
			resolver.setExceptionMappings(views);
			resolver.setDefaultStatusCode(503);
			resolver.addStatusCode("conflict", 409);
			return resolver;
		}

		@Bean
		Pages pages() {
			return new Pages();
		}

		@Bean
		ProblemMappingsCustomizer rows() {
			return (mappings) -> mappings.map(MappedException.class, 422, "MAPPED");
		}

	}

	@Order(Ordered.HIGHEST_PRECEDENCE)
	static class Pages implements ViewResolver {

		@Override
		public View resolveViewName(String name, Locale locale) {
			return (model, request, response) -> response.getOutputStream()
				.print(name + " for " + model.get("exception").getClass().getSimpleName());
		}

	}

	@RestController
	static class Fails {

		@GetMapping("/fails/{how}")
		String fail(@PathVariable String how) {
			throw switch (how) {
				case "duplicate" -> new DuplicateKeyException("jdbc:secret");
				case "mapped" -> new MappedException();
				case "status" -> new StatusException();
				case "unmapped" -> new UnsupportedOperationException();
				default -> new IllegalStateException();
			};
		}

		@GetMapping("/numbers/{number}")
		int number(@PathVariable int number) {
			return number;
		}

	}

}
