package dev.mishap.pages;

import java.util.concurrent.Callable;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import jakarta.servlet.Filter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/** Error pages of an application that its container knows: people keep them. */
abstract class OwnErrorPagesContract {

	static final String BROWSER = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	@LocalServerPort
	private int port;

	Answer get(String path, String... headers) {
		return new RawHttp(this.port).send("GET", path, headers);
	}

	@ParameterizedTest
	@CsvSource({ "/thrown,410", "/refused,410", "/gone-body,410", "/nowhere,404" })
	void browserGetsTheOwnPage(String path, int status) {
		Answer answer = get(path, BROWSER);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).startsWith("text/html");
		assertThat(answer.body()).isEqualTo("<p>own page for " + status + "</p>");
		assertThat(answer.header("X-Request-Id")).isNotBlank();
	}

	@ParameterizedTest
	@CsvSource({ "/thrown,410,GONE", "/refused,410,GONE", "/gone-body,410,GONE", "/nowhere,404,NOT_FOUND" })
	void apiClientGetsAProblem(String path, int status, String code) {
		ProblemAssert.assertThat(get(path, "Accept: application/json")).isProblem(status, code);
		ProblemAssert.assertThat(get(path)).isProblem(status, code);
	}

	@Test
	void ownPageIsToldTheWordsOfTheApplication() {
		Answer answer = get("/sold-out", BROWSER);
		assertThat(answer.status()).isEqualTo(410);
		assertThat(answer.body()).isEqualTo("<p>own page for 410</p>");
		assertThat(answer.header("X-Told")).isEqualTo("All sold.");
		assertThat(answer.header("X-Exception")).isEqualTo("null");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/fails", "/filter-fails", "/callable-fails" })
	void apiClientGetsNothingOfAnExceptionThatHasAPage(String path) {
		ProblemAssert.assertThat(get(path, "Accept: application/json")).isProblem(500, "INTERNAL_ERROR");
	}

	static final class LostException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		LostException() {
			super("secret");
		}

	}

	static ResponseEntity<String> page(HttpServletRequest request, String words) {
		Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		Throwable exception = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
		while (exception instanceof ServletException && exception.getCause() != null) {
			exception = exception.getCause();
		}
		return ResponseEntity.status((int) status)
			.contentType(MediaType.TEXT_HTML)
			.header("X-Told", String.valueOf(request.getAttribute(RequestDispatcher.ERROR_MESSAGE)))
			.header("X-Exception", (exception != null) ? exception.getClass().getSimpleName() : "null")
			.body("<p>" + words + " for " + status + "</p>");
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Failures.class, Pages.class })
	static class Base {

		@Bean
		FilterRegistrationBean<Filter> failing() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				throw new LostException();
			});
			registration.addUrlPatterns("/filter-fails");
			return registration;
		}

	}

	@RestController
	static class Failures {

		@GetMapping("/thrown")
		String thrown() {
			throw new ResponseStatusException(HttpStatus.GONE);
		}

		@GetMapping("/refused")
		void refused(jakarta.servlet.http.HttpServletResponse response) throws java.io.IOException {
			response.sendError(410);
		}

		@GetMapping("/sold-out")
		String soldOut() {
			throw new ResponseStatusException(HttpStatus.GONE, "All sold.");
		}

		@GetMapping("/fails")
		String fails() {
			throw new LostException();
		}

		@GetMapping("/callable-fails")
		Callable<String> callableFails() {
			return () -> {
				throw new LostException();
			};
		}

		@GetMapping("/gone-body")
		ResponseEntity<Void> bodiless() {
			return ResponseEntity.status(410).build();
		}

	}

	@RestController
	static class Pages {

		@RequestMapping("/pages/status")
		ResponseEntity<String> page(HttpServletRequest request) {
			return OwnErrorPagesContract.page(request, "own page");
		}

		@RequestMapping("/pages/lost")
		ResponseEntity<String> lost(HttpServletRequest request) {
			return OwnErrorPagesContract.page(request, "lost page");
		}

	}

	/** Pages by status and by exception. */
	static final ErrorPage[] PAGES = { new ErrorPage(HttpStatus.GONE, "/pages/status"),
			new ErrorPage(HttpStatus.NOT_FOUND, "/pages/status"), new ErrorPage(LostException.class, "/pages/lost") };

	@SpringBootConfiguration
	@Import(Base.class)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	static class WithController {

		@Controller
		static class OwnErrors implements ErrorController {

			@RequestMapping(path = "/error", produces = "text/html")
			ResponseEntity<String> page(HttpServletRequest request) {
				return OwnErrorPagesContract.page(request, "own page");
			}

		}

	}

	@SpringBootConfiguration
	@Import(Base.class)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	static class WithRegistrar {

		@Bean
		ErrorPageRegistrar pages() {
			return (registry) -> registry.addErrorPages(PAGES);
		}

	}

	@SpringBootConfiguration
	@Import(Base.class)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	static class WithCustomizer {

		@Bean
		WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> pages() {
			return (factory) -> factory.addErrorPages(PAGES);
		}

	}

	@SpringBootConfiguration
	@Import(Base.class)
	@EnableAutoConfiguration(exclude = TomcatServletWebServerAutoConfiguration.class)
	static class OnJetty {

		@Bean
		ErrorPageRegistrar pages() {
			return (registry) -> registry.addErrorPages(PAGES);
		}

	}

}
