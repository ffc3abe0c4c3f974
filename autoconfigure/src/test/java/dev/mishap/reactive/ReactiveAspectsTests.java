package dev.mishap.reactive;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Aspects of an application that mean beans of the library, and those beans of Boot in
 * whose place it puts its own.
 */
class ReactiveAspectsTests {

	@ParameterizedTest
	@ValueSource(classes = { Controllers.class, Filters.class, Handlers.class, HandlersByName.class })
	void applicationStartsAndTheLibraryAnswers(Class<?> aspect) {
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class, aspect)
			.web(WebApplicationType.REACTIVE)
			.properties("server.port=0", ReactiveApplication.NO_SECURITY)
			.run()) {
			RawHttp http = new RawHttp(
					application.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			assertThat(http.send("GET", "/ok").body()).isEqualTo("ok");
			ProblemAssert.assertThat(http.send("GET", "/fails")).isProblem(500, "INTERNAL_ERROR");
			ProblemAssert.assertThat(http.send("GET", "/nowhere")).isProblem(404, "NOT_FOUND");
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(OwnController.class)
	static class Application {

	}

	@RestController
	static class OwnController {

		@GetMapping("/ok")
		String ok() {
			return "ok";
		}

		@GetMapping("/fails")
		String fails() {
			throw new IllegalStateException("secret");
		}

	}

	@Aspect
	static class Controllers {

		@Before("@within(org.springframework.stereotype.Controller)"
				+ " || @within(org.springframework.web.bind.annotation.RestController)")
		void before() {
		}

	}

	@Aspect
	static class Filters {

		@Before("execution(* org.springframework.web.server.WebFilter+.filter(..))")
		void before() {
		}

	}

	@Aspect
	static class Handlers {

		@Before("execution(* org.springframework.web.server.WebExceptionHandler+.handle(..))")
		void before() {
		}

	}

	@Aspect
	static class HandlersByName {

		@Before("execution(* *..*Handler.handle(..))")
		void before() {
		}

	}

}
