package dev.mishap.pages;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/** Error pages of an application that its container knows: people keep them. */
abstract class OwnErrorPagesContract {

	private static final String BROWSER = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	@LocalServerPort
	private int port;

	private Answer get(String path, String... headers) {
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

	@Configuration(proxyBeanMethods = false)
	@Import(Failures.class)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	static class Base {

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

		@GetMapping("/gone-body")
		ResponseEntity<Void> bodiless() {
			return ResponseEntity.status(410).build();
		}

	}

	@SpringBootConfiguration
	@Import(Base.class)
	static class WithController {

		@Controller
		static class OwnErrors implements ErrorController {

			@RequestMapping(path = "/error", produces = "text/html")
			@ResponseBody
			String page(HttpServletRequest request) {
				return "<p>own page for " + request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) + "</p>";
			}

		}

	}

	@SpringBootConfiguration
	@Import(Base.class)
	static class WithRegistrar {

		@Bean
		ErrorPageRegistrar pages() {
			return (registry) -> registry.addErrorPages(new ErrorPage(HttpStatus.GONE, "/pages/410"),
					new ErrorPage(HttpStatus.NOT_FOUND, "/pages/404"));
		}

		@RestController
		static class Pages {

			@RequestMapping(path = { "/pages/410", "/pages/404" }, produces = "text/html")
			String page(HttpServletRequest request) {
				return "<p>own page for " + request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) + "</p>";
			}

		}

	}

}
