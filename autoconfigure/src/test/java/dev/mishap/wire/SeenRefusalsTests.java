package dev.mishap.wire;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemListener;
import dev.mishap.testing.Lean;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A filter of the application that looks for {@code sendError} sees it where it does in
 * plain Boot, and what it passes on has the answer that it has without such a filter.
 */
@ExtendWith(OutputCaptureExtension.class)
class SeenRefusalsTests {

	private static final String PAGE = "<title>The single page</title>";

	enum Server {

		TOMCAT("tomcat."), JETTY("jetty.");

		private final SingletonSupplier<ConfigurableApplicationContext> application;

		Server(String module) {
			Supplier<ConfigurableApplicationContext> start = () -> new SpringApplicationBuilder(Application.class)
				.properties("server.port=0", "spring.main.banner-mode=off", "logging.level.dev.mishap.problems=DEBUG",
						Lean.with(List.of("dev.mishap.", module + "autoconfigure.servlet.")))
				.run();
			this.application = SingletonSupplier.of(start);
		}

		/** Returns a list of what listeners are told from now on. */
		List<String> told() {
			Told told = this.application.obtain().getBean(Told.class);
			told.problems.clear();
			return told.problems;
		}

		Answer send(String method, String target, String... fields) {
			String port = this.application.obtain().getEnvironment().getRequiredProperty("local.server.port");
			return new RawHttp(Integer.parseInt(port)).send(method, target, fields);
		}

	}

	@AfterAll
	static void stop() {
		for (Server server : Server.values()) {
			server.application.obtain().close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void missingResourceIsTheFiltersPage(Server server) {
		isPage(server.send("GET", "/orders/7", "Accept: text/html"));
		isPage(server.send("GET", "/orders/7"));
	}

	@ParameterizedTest
	@EnumSource
	void statusOfAnExceptionIsTheFiltersPage(Server server) {
		isPage(server.send("GET", "/fails/not-found"));
	}

	@ParameterizedTest
	@EnumSource
	void whatTheFilterPassesOnIsTheWholeProblem(Server server) {
		ProblemAssert.assertThat(server.send("GET", "/api/nowhere")).isProblem(404, "NOT_FOUND");
		ProblemAssert.assertThat(server.send("DELETE", "/numbers/7"))
			.isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeaderList("Allow", "GET", "HEAD", "OPTIONS");
		ProblemAssert.assertThat(server.send("GET", "/numbers/seven"))
			.isProblem(400, "INVALID_PARAMETER")
			.hasErrors(List.of(Map.of("code", "WRONG_TYPE", "detail", "Expected a whole number.", "path", "number")));
	}

	@ParameterizedTest
	@EnumSource
	void whatTheFilterPassesOnIsLoggedOnce(Server server, CapturedOutput log) {
		ProblemAssert.assertThat(server.send("GET", "/fails/busy", "X-Request-Id: once")).isProblem(503, "BUSY");
		assertThat(log.toString().lines().filter((line) -> line.contains("/fails/busy"))).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void refusalThatBecomesThePageIsNeitherLoggedNorTold(Server server, CapturedOutput log) {
		List<String> told = server.told();
		isPage(server.send("GET", "/fails/not-found"));
		isPage(server.send("GET", "/nowhere/at-all"));
		ProblemAssert.assertThat(server.send("GET", "/api/nowhere")).isProblem(404, "NOT_FOUND");
		ProblemAssert.assertThat(server.send("GET", "/fails/busy")).isProblem(503, "BUSY");
		assertThat(told).containsExactly("/api/nowhere NOT_FOUND", "/fails/busy BUSY");
		assertThat(log.toString().lines().filter((line) -> line.contains("dev.mishap.problems")))
			.noneMatch((line) -> line.contains("/fails/not-found") || line.contains("/nowhere/at-all"))
			.anyMatch((line) -> line.contains("404 NOT_FOUND: GET /api/nowhere"));
	}

	/** What no filter would see is not shown to one because the failure before was. */
	@ParameterizedTest
	@EnumSource
	void secondFailureOfARequestIsSeenOnlyIfItIsARefusal(Server server) {
		List<String> told = server.told();
		ProblemAssert.assertThat(server.send("GET", "/api/again/unknown")).isProblem(500, "INTERNAL_ERROR");
		ProblemAssert.assertThat(server.send("GET", "/api/again/busy")).isProblem(503, "BUSY");
		assertThat(told).containsExactly("/fails/unknown INTERNAL_ERROR", "/fails/busy BUSY");
		assertThat(Again.seen).containsExactly(404, 404, 503);
		Again.seen.clear();
	}

	@ParameterizedTest
	@EnumSource
	void exceptionThatNobodyResolvesIsNoRefusal(Server server) {
		ProblemAssert.assertThat(server.send("GET", "/fails/unknown")).isProblem(500, "INTERNAL_ERROR");
	}

	private static void isPage(Answer answer) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).startsWith("text/html");
		assertThat(answer.body()).isEqualTo(PAGE);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Handlers.class, Told.class })
	static class Application {

		/** Asks once more, for something else, where the first answer would be a 404. */
		@Bean
		FilterRegistrationBean<Filter> again() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				HttpServletRequest first = (HttpServletRequest) request;
				chain.doFilter(request, new Again((HttpServletResponse) response));
				chain.doFilter(new HttpServletRequestWrapper(first) {

					@Override
					public String getRequestURI() {
						return super.getRequestURI().replace("/api/again/", "/fails/");
					}

				}, new Again((HttpServletResponse) response));
			});
			registration.addUrlPatterns("/api/again/*");
			return registration;
		}

		/** As many single-page applications have it. */
		@Bean
		OncePerRequestFilter fallback() {
			return new OncePerRequestFilter() {

				@Override
				protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
						FilterChain chain) throws ServletException, IOException {
					chain.doFilter(request, new Fallback(request, response));
				}

			};
		}

	}

	static final class Told implements ProblemListener {

		private final List<String> problems = new CopyOnWriteArrayList<>();

		@Override
		public void answered(Problem problem, ProblemContext context) {
			this.problems.add(context.request().path() + " " + problem.code());
		}

	}

	private static final class Again extends HttpServletResponseWrapper {

		private static final List<Integer> seen = new CopyOnWriteArrayList<>();

		private Again(HttpServletResponse response) {
			super(response);
		}

		@Override
		public void sendError(int status) throws IOException {
			sendError(status, null);
		}

		@Override
		public void sendError(int status, String message) throws IOException {
			seen.add(status);
			if (status != 404) {
				super.sendError(status, message);
			}
		}

	}

	private static final class Fallback extends HttpServletResponseWrapper {

		private final HttpServletRequest request;

		private Fallback(HttpServletRequest request, HttpServletResponse response) {
			super(response);
			this.request = request;
		}

		@Override
		public void sendError(int status) throws IOException {
			if (!hasPage(status)) {
				super.sendError(status);
			}
		}

		@Override
		public void sendError(int status, String message) throws IOException {
			if (!hasPage(status)) {
				super.sendError(status, message);
			}
		}

		private boolean hasPage(int status) throws IOException {
			if (status != 404 || this.request.getRequestURI().startsWith("/api")) {
				return false;
			}
			try {
				this.request.getRequestDispatcher("/page").forward(this.request, getResponse());
				return true;
			}
			catch (ServletException ex) {
				throw new IOException(ex);
			}
		}

	}

	@RestController
	static class Handlers {

		@GetMapping(path = "/page", produces = "text/html")
		String page() {
			return PAGE;
		}

		@GetMapping("/numbers/{number}")
		int number(@PathVariable int number) {
			return number;
		}

		@GetMapping("/fails/{how}")
		void fails(@PathVariable String how) {
			switch (how) {
				case "not-found" -> throw new ResponseStatusException(HttpStatus.NOT_FOUND, "Not one of ours.");
				case "busy" -> throw new BusyException();
				default -> throw new IllegalStateException("secret");
			}
		}

	}

	@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
	private static final class BusyException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
