package dev.mishap.config;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.mishap.testing.Lean;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Aspects of an application that mean beans of the library too, as one that logs what
 * every controller or every advice does: those are left alone, as their classes are
 * final.
 */
class AspectsTests {

	private static final Set<Class<?>> SEEN = ConcurrentHashMap.newKeySet();

	@ParameterizedTest
	@ValueSource(
			classes = { Controllers.class, ControllersByName.class, Advices.class, Handlers.class, Everything.class })
	void aspectIsForTheBeansOfTheApplication(Class<?> aspect) {
		SEEN.clear();
		try (ConfigurableApplicationContext application = start(aspect, "mishap.payload.max-size=1MB")) {
			RawHttp http = new RawHttp(
					application.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			assertThat(http.send("GET", "/ok").body()).isEqualTo("ok");
			assertThat(http.send("GET", "/own").body()).isEqualTo("own");
			ProblemAssert.assertThat(http.send("GET", "/fails")).isProblem(500, "INTERNAL_ERROR");
			ProblemAssert.assertThat(http.send("GET", "/nowhere")).isProblem(404, "NOT_FOUND");
			ProblemAssert.assertThat(http.send("GET", "/error")).isProblem(404, "NOT_FOUND");
		}
		assertThat(SEEN).isNotEmpty().isSubsetOf(OwnController.class, OwnAdvice.class);
	}

	/** Where interfaces are enough for proxies, none could be injected by its class. */
	@Test
	void noBeanOfTheLibraryIsAProxy() {
		try (ConfigurableApplicationContext application = start(Everything.class, "spring.aop.proxy-target-class=false",
				"mishap.catalogue.enabled=true")) {
			List<String> proxied = Stream.of(application.getBeanDefinitionNames())
				.filter((name) -> name.startsWith("mishap") || name.startsWith("dev.mishap.autoconfigure."))
				.filter((name) -> AopUtils.isAopProxy(application.getBean(name)))
				.toList();
			assertThat(proxied).isEmpty();
		}
	}

	private static ConfigurableApplicationContext start(Class<?> aspect, String... properties) {
		return new SpringApplicationBuilder(Application.class, aspect)
			.properties("server.port=0", "spring.main.banner-mode=off",
					Lean.onTomcat("autoconfigure.aop.", "micrometer.observation.", "micrometer.metrics.autoconfigure."))
			.properties(properties)
			.run();
	}

	private static void note(JoinPoint call) {
		SEEN.add(call.getTarget().getClass());
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ OwnController.class, OwnAdvice.class })
	static class Application {

	}

	@RestController
	static class OwnController {

		@GetMapping("/ok")
		String ok() {
			return "ok";
		}

		@GetMapping("/own")
		String own() {
			throw new UnsupportedOperationException();
		}

		@GetMapping("/fails")
		String fails() {
			throw new IllegalStateException("secret");
		}

	}

	@RestControllerAdvice
	static class OwnAdvice {

		@ExceptionHandler
		@ResponseBody
		String own(UnsupportedOperationException exception) {
			return "own";
		}

	}

	@Aspect
	static class Controllers {

		@Before("@within(org.springframework.stereotype.Controller)"
				+ " || @within(org.springframework.web.bind.annotation.RestController)")
		void before(JoinPoint call) {
			note(call);
		}

	}

	@Aspect
	static class ControllersByName {

		@Before("execution(* *..*Controller.*(..))")
		void before(JoinPoint call) {
			note(call);
		}

	}

	@Aspect
	static class Advices {

		@Before("@within(org.springframework.web.bind.annotation.ControllerAdvice)"
				+ " || @within(org.springframework.web.bind.annotation.RestControllerAdvice)")
		void before(JoinPoint call) {
			note(call);
		}

	}

	@Aspect
	static class Handlers {

		@Before("@annotation(org.springframework.web.bind.annotation.ExceptionHandler)")
		void before(JoinPoint call) {
			note(call);
		}

	}

	@Aspect
	static class Everything {

		@Before("execution(* *(..)) && within(dev.mishap..*)")
		void before(JoinPoint call) {
			note(call);
		}

	}

}
