package dev.mishap.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.mishap.testing.Lean;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.ContentCachingResponseWrapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What filters of the application do around an error that a handler has failed with: in
 * plain Boot the container answers it when they are through.
 */
class AnswersInsideFiltersTests {

	private static final Map<String, String> seen = new ConcurrentHashMap<>();

	enum Server {

		TOMCAT("tomcat."), JETTY("jetty.");

		private final SingletonSupplier<ConfigurableApplicationContext> application;

		Server(String module) {
			Supplier<ConfigurableApplicationContext> start = () -> new SpringApplicationBuilder(Application.class)
				.properties("server.port=0", "spring.main.banner-mode=off",
						Lean.with(List.of("dev.mishap.", module + "autoconfigure.servlet.")))
				.run();
			this.application = SingletonSupplier.of(start);
		}

		RawHttp http() {
			String port = this.application.obtain().getEnvironment().getRequiredProperty("local.server.port");
			return new RawHttp(Integer.parseInt(port));
		}

		Answer get(String target) {
			return http().send("GET", target);
		}

	}

	@AfterAll
	static void stop() {
		for (Server server : Server.values()) {
			server.application.obtain().close();
		}
	}

	/** Jetty keeps to the refusal, without the library too. */
	@ParameterizedTest
	@EnumSource
	void failureOfAFilterReplacesTheAnswerWhereTheServerDoesSo(Server server) {
		boolean replaced = server == Server.TOMCAT;
		ProblemAssert.assertThat(server.get("/fails-after/thrown/409"))
			.isProblem(replaced ? 500 : 409, replaced ? "INTERNAL_ERROR" : "CONFLICT");
		Answer busy = server.get("/fails-after/thrown/503");
		ProblemAssert.assertThat(busy)
			.isProblem(replaced ? 500 : 503, replaced ? "INTERNAL_ERROR" : "SERVICE_UNAVAILABLE");
		assertThat(busy.headers().containsKey("Retry-After")).isEqualTo(!replaced);
		assertThat(busy.headerLines("Vary")).containsExactly("Accept, Accept-Language");
		ProblemAssert.assertThat(server.get("/conflict-after/thrown/404"))
			.isProblem(replaced ? 409 : 404, replaced ? "CONFLICT" : "NOT_FOUND");
	}

	@ParameterizedTest
	@EnumSource
	void filterReadsTheRestOfTheBodyAfterTheAnswer(Server server) {
		for (String target : List.of("/reads-after/unread", "/reads-after/nowhere")) {
			ProblemAssert.assertThat(server.http().json("POST", target, "{\"a\":1}"))
				.isProblem(target.endsWith("unread") ? 409 : 404, target.endsWith("unread") ? "CONFLICT" : "NOT_FOUND");
			assertThat(seen.remove(target)).isEqualTo("{\"a\":1}");
		}
		ProblemAssert.assertThat(server.http().json("POST", "/reads-after/read", "{\"a\":"))
			.isProblem(400, "MALFORMED_BODY");
	}

	@ParameterizedTest
	@EnumSource
	void answerThatAFilterKeepsForItselfIsSentAllTheSame(Server server) {
		ProblemAssert.assertThat(server.get("/copies-at-once/callable")).isProblem(409, "CONFLICT");
		ProblemAssert.assertThat(server.get("/copies-at-once/deferred")).isProblem(500, "INTERNAL_ERROR");
		ProblemAssert.assertThat(server.get("/copies-at-once/timeout")).isProblem(503, "SERVICE_UNAVAILABLE");
		ProblemAssert.assertThat(server.get("/copies-at-once/thrown/409")).isProblem(409, "CONFLICT");
		ProblemAssert.assertThat(server.get("/copies-success/thrown/409")).isProblem(409, "CONFLICT");
		ProblemAssert.assertThat(server.get("/copies-success/callable")).isProblem(409, "CONFLICT");
		ProblemAssert.assertThat(server.get("/copies-success/empty/404")).isProblem(404, "NOT_FOUND");
		Answer head = server.http().send("HEAD", "/copies-success/thrown/409");
		assertThat(head.status()).isEqualTo(409);
		assertThat(head.content()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void answerIsClosedToFiltersAsARefusalIs(Server server) {
		ProblemAssert.assertThat(server.get("/changes-after/thrown/409"))
			.isProblem(409, "CONFLICT")
			.hasNoHeader("X-Late")
			.hasNoHeader("Set-Cookie");
		assertThat(seen.remove("committed")).isEqualTo("true");
		ProblemAssert.assertThat(server.get("/refuses-after/thrown/409")).isProblem(409, "CONFLICT");
		assertThat(seen.remove("refused")).isEqualTo("IllegalStateException");
		ProblemAssert.assertThat(server.get("/forwards-after/thrown/409")).isProblem(409, "CONFLICT");
	}

	@ParameterizedTest
	@EnumSource
	void answerThatAFilterEncodesIsEncoded(Server server) {
		for (String target : List.of("/encodes/thrown/409", "/encodes-at-the-end/thrown/409")) {
			Answer answer = server.get(target);
			assertThat(answer.status()).isEqualTo(409);
			assertThat(answer.whole()).isTrue();
			assertThat(answer.body()).startsWith("{\"TYPE\":\"ABOUT:BLANK\"").endsWith("}");
		}
	}

	@ParameterizedTest
	@EnumSource
	void lengthOfTheAnswerIsTold(Server server) {
		String length = server.get("/thrown/409").header("Content-Length");
		Answer head = server.http().send("HEAD", "/thrown/409");
		assertThat(head.content()).isEmpty();
		assertThat(head.header("Content-Length")).isEqualTo(length);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Handlers.class)
	static class Application {

		@Bean
		FilterRegistrationBean<Filter> around() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				String first = ((HttpServletRequest) request).getRequestURI().split("/")[1];
				around(first, (HttpServletRequest) request, (HttpServletResponse) response, chain);
			});
			registration.setDispatcherTypes(DispatcherType.REQUEST);
			return registration;
		}

		/** Right inside the outermost filter. */
		@Bean
		FilterRegistrationBean<Filter> keepingTheStream() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response,
					chain) -> chain.doFilter(request, new HttpServletResponseWrapper((HttpServletResponse) response) {

						private ServletOutputStream stream;

						@Override
						public ServletOutputStream getOutputStream() throws IOException {
							if (this.stream == null) {
								this.stream = super.getOutputStream();
							}
							return this.stream;
						}

					}));
			registration.addUrlPatterns("/conflict-after/*");
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
			return registration;
		}

		private static void around(String what, HttpServletRequest request, HttpServletResponse response,
				FilterChain chain) throws IOException, ServletException {
			if (what.startsWith("copies-")) {
				ContentCachingResponseWrapper copy = new ContentCachingResponseWrapper(response);
				chain.doFilter(request, copy);
				if (what.equals("copies-success") ? copy.getStatus() < 400 : !request.isAsyncStarted()) {
					copy.copyBodyToResponse();
				}
				return;
			}
			if (what.startsWith("encodes")) {
				Encoded encoded = new Encoded(response, what.equals("encodes-at-the-end"));
				chain.doFilter(request, encoded);
				encoded.finish();
				return;
			}
			chain.doFilter(request, response);
			switch (what) {
				case "fails-after" -> throw new IllegalStateException("s3cr3t");
				case "conflict-after" -> throw new ResponseStatusException(HttpStatus.CONFLICT);
				case "reads-after" -> seen.put(request.getRequestURI(),
						new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
				case "changes-after" -> {
					seen.put("committed", String.valueOf(response.isCommitted()));
					response.setStatus(200);
					response.setHeader("X-Late", "yes");
					response.addCookie(new Cookie("late", "1"));
					response.setContentType("text/plain");
					response.getOutputStream().print("more");
					response.getOutputStream().flush();
				}
				case "refuses-after" -> {
					try {
						response.sendError(410);
					}
					catch (IllegalStateException ex) {
						seen.put("refused", ex.getClass().getSimpleName());
					}
				}
				case "forwards-after" -> {
					try {
						request.getRequestDispatcher("/ok").forward(request, response);
					}
					catch (IllegalStateException ignored) {
						// one of the servers says so
					}
				}
				default -> {
				}
			}
		}

	}

	/** Writes everything in capitals, at once or when the filter is through. */
	private static final class Encoded extends HttpServletResponseWrapper {

		private final boolean late;

		private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

		private Encoded(HttpServletResponse response, boolean late) {
			super(response);
			this.late = late;
		}

		void finish() throws IOException {
			if (this.late) {
				getResponse().getOutputStream()
					.write(this.kept.toString(StandardCharsets.UTF_8)
						.toUpperCase(Locale.ROOT)
						.getBytes(StandardCharsets.UTF_8));
			}
			else {
				getResponse().getOutputStream().print("}");
			}
		}

		@Override
		public void setContentLength(int length) {
			// another one
		}

		@Override
		public ServletOutputStream getOutputStream() {
			return new ServletOutputStream() {

				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setWriteListener(WriteListener listener) {
					throw new UnsupportedOperationException();
				}

				@Override
				public void write(int b) throws IOException {
					int capital = Character.toUpperCase(b);
					if (Encoded.this.late) {
						Encoded.this.kept.write(b);
					}
					else if (capital != '}') {
						getResponse().getOutputStream().write(capital);
					}
				}

			};
		}

	}

	@RestController
	static class Handlers {

		@GetMapping("/ok")
		String ok() {
			return "ok";
		}

		@GetMapping({ "/thrown/{status}", "/{filter}/thrown/{status}" })
		void thrown(@PathVariable int status) {
			throw new ResponseStatusException(HttpStatus.valueOf(status));
		}

		@GetMapping("/{filter}/empty/{status}")
		ResponseEntity<Void> empty(@PathVariable int status) {
			return ResponseEntity.status(status).build();
		}

		@GetMapping("/{filter}/callable")
		Callable<String> callable() {
			return () -> {
				throw new ResponseStatusException(HttpStatus.CONFLICT);
			};
		}

		@GetMapping("/{filter}/deferred")
		DeferredResult<String> deferred() {
			DeferredResult<String> result = new DeferredResult<>();
			result.setErrorResult(new IllegalStateException("s3cr3t"));
			return result;
		}

		@GetMapping("/{filter}/timeout")
		DeferredResult<String> timeout() {
			return new DeferredResult<>(200L);
		}

		@PostMapping("/{filter}/unread")
		void unread() {
			throw new ResponseStatusException(HttpStatus.CONFLICT);
		}

		@PostMapping("/{filter}/read")
		String read(@RequestBody Map<String, Object> body) {
			return "read";
		}

	}

}
