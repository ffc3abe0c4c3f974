package dev.mishap.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/** What will not work as meant is said once at start, with the remedy. */
@ExtendWith(OutputCaptureExtension.class)
class StartWarningsTests {

	@Test
	void nothingIsSaidWhereNothingIsWrong(CapturedOutput output) {
		Started.with().close();
		assertThat(output).doesNotContain("Mishap").doesNotContain("CORS filter");
	}

	@Test
	void adviceThatHandlesEverythingIsNamed(CapturedOutput output) {
		Started.with(WithAdvice.class).close();
		assertThat(output).containsOnlyOnce(CatchAllAdvice.class.getName() + " handles every exception of controllers")
			.contains("Remove its @ExceptionHandler for Exception or Throwable")
			.contains("logging.level.dev.mishap.start=off ends this warning")
			.doesNotContain(SpecialAdvice.class.getName())
			.doesNotContain(LimitedAdvice.class.getName())
			.doesNotContain(PageAdvice.class.getName());
	}

	@Test
	void warningsEndWithTheLevelOfTheirLogger(CapturedOutput output) {
		Started.with(WithAdvice.class, "logging.level.dev.mishap.start=off").close();
		assertThat(output).doesNotContain("handles every exception");
	}

	/**
	 * Spring MVC on the class path decides, and a guard that nobody calls guards nothing.
	 */
	@Test
	void beansOfWebFluxThatNobodyCallsAreNamed(CapturedOutput output) {
		Started.with(WithWebFlux.class).close();
		assertThat(output).containsOnlyOnce("nobody calls these beans of WebFlux: guard, routes.")
			.contains("remove mishap-spring-boot-starter");
	}

	@Test
	void keysThatShowInternalsAreNamed(CapturedOutput output) {
		Started
			.with("spring.web.error.include-stacktrace=on_param", "spring.web.error.include-message=always",
					"spring.web.error.include-binding-errors=never")
			.close();
		assertThat(output).containsOnlyOnce("spring.web.error.include-stacktrace is 'on_param'")
			.containsOnlyOnce("spring.web.error.include-message is 'always'")
			.contains("outside development write 'never', or remove it")
			.doesNotContain("spring.web.error.include-binding-errors is");
	}

	@Test
	void swallowSizeBelowTheLimitOfUploadsIsNamed(CapturedOutput output) {
		Started
			.with("server.tomcat.max-swallow-size=1MB", "spring.servlet.multipart.max-request-size=20MB",
					"mishap.payload.max-size=5MB")
			.close();
		assertThat(output)
			.containsOnlyOnce("server.tomcat.max-swallow-size (1048576B) is less than the largest limit of a request "
					+ "body (20971520B)")
			.contains("Remove it, or write at least 20480KB.");
	}

	@Test
	void swallowSizeThatIsLargeEnoughIsNotNamed(CapturedOutput output) {
		Started
			.with("server.tomcat.max-swallow-size=20MB", "spring.servlet.multipart.max-request-size=20MB",
					"mishap.payload.max-size=5MB")
			.close();
		assertThat(output).doesNotContain("is less than the largest limit");
	}

	@Test
	void corsFilterBehindSecurityIsNamed(CapturedOutput output) {
		new SpringApplicationBuilder(WithLateCors.class).properties("server.port=0").run().close();
		assertThat(output).containsOnlyOnce("The CORS filter 'lateCors' (order 5) stands behind Spring Security's")
			.contains("Use http.cors(…), or register it with an order below -100.");
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ConfiguredApplication.class, CatchAllAdvice.class, SpecialAdvice.class, LimitedAdvice.class,
			PageAdvice.class })
	static class WithAdvice {

	}

	@RestControllerAdvice
	static class CatchAllAdvice {

		@ExceptionHandler(Exception.class)
		String any(Exception exception) {
			return "";
		}

	}

	@RestControllerAdvice(basePackages = "com.acme")
	static class LimitedAdvice {

		@ExceptionHandler(Exception.class)
		String any(Exception exception) {
			return "";
		}

	}

	@ControllerAdvice
	static class PageAdvice {

		@ExceptionHandler(Exception.class)
		String page(Exception exception) {
			return "error";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ConfiguredApplication.class)
	static class WithWebFlux {

		@Bean
		WebFilter guard() {
			return (exchange, chain) -> chain.filter(exchange);
		}

		@Bean
		RouterFunction<ServerResponse> routes() {
			return RouterFunctions.route().GET("/reactive", (request) -> ServerResponse.ok().build()).build();
		}

	}

	@RestControllerAdvice
	static class SpecialAdvice {

		@ExceptionHandler(IllegalStateException.class)
		String special(IllegalStateException exception) {
			return "";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ConfiguredApplication.class)
	static class WithLateCors {

		@Bean
		FilterRegistrationBean<CorsFilter> lateCors() {
			FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(
					new CorsFilter(new UrlBasedCorsConfigurationSource()));
			registration.setOrder(5);
			return registration;
		}

	}

}
