package dev.mishap.coexistence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.SpringServletContainerInitializer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.util.ContentCachingResponseWrapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A WAR in a Tomcat that Boot has neither started nor set up. {@code /page} has an
 * {@code <error-page>} in its {@code web.xml}, {@code /plain} has none.
 */
class WarTests {

	@TempDir
	static Path folder;

	private static Tomcat tomcat;

	private static RawHttp http;

	@BeforeAll
	static void start() throws LifecycleException {
		tomcat = new Tomcat();
		tomcat.setBaseDir(folder.toString());
		tomcat.setPort(0);
		deploy("/plain");
		ErrorPage page = new ErrorPage();
		page.setLocation("/error");
		deploy("/page").addErrorPage(page);
		tomcat.getConnector();
		tomcat.start();
		http = new RawHttp(tomcat.getConnector().getLocalPort());
	}

	private static Context deploy(String path) {
		Context context = tomcat.addContext(path, folder.toString());
		context.addServletContainerInitializer(new SpringServletContainerInitializer(), Set.of(War.class));
		return context;
	}

	@AfterAll
	static void stop() throws LifecycleException {
		tomcat.stop();
		tomcat.destroy();
	}

	@Test
	void itWorks() {
		Answer answer = http.send("GET", "/plain/ok");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("ok");
		assertThat(answer.header("X-Request-Id")).isNotBlank();
	}

	@ParameterizedTest
	@CsvSource({ "/throws,500,INTERNAL_ERROR", "/conflict,409,CONFLICT", "/nowhere,404,NOT_FOUND",
			"/bodiless,404,NOT_FOUND", "/send-error,410,GONE", "/ok?filter=throws,500,INTERNAL_ERROR",
			"/ok?filter=send-error,410,GONE", "/ok?filter=set-status,403,FORBIDDEN", "/error,404,NOT_FOUND",
			"/deferred,500,INTERNAL_ERROR", "/deferred-timeout,503,SERVICE_UNAVAILABLE" })
	void errorsOfTheApplicationAreProblems(String target, int status, String code) {
		for (String path : new String[] { "/plain", "/page" }) {
			ProblemAssert.assertThat(http.send("GET", path + target)).isProblem(status, code);
		}
	}

	/** Without the library, the filter of Boot that is outermost in a WAR does so. */
	@ParameterizedTest
	@CsvSource({ "/conflict?filter=throws-after,500,INTERNAL_ERROR", "/conflict?filter=keeps,409,CONFLICT",
			"/deferred?filter=keeps,500,INTERNAL_ERROR", "/deferred-timeout?filter=keeps,503,SERVICE_UNAVAILABLE" })
	void filtersAroundAnErrorComeFirst(String target, int status, String code) {
		errorsOfTheApplicationAreProblems(target, status, code);
	}

	@Test
	void headersOfTheResponseSurvive() {
		ProblemAssert.assertThat(http.send("GET", "/plain/ok?filter=throws"))
			.isProblem(500, "INTERNAL_ERROR")
			.hasHeader("Access-Control-Allow-Origin", "*");
	}

	@Test
	void responseThatFailsAfterItWasCommittedIsCut() {
		Answer answer = http.send("GET", "/plain/late");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.whole()).isFalse();
		ProblemAssert.assertThat(answer).leaksNothing();
	}

	/** What the container refuses is out of reach of a WAR. */
	@Test
	void whatTheContainerRefusesIsAnsweredByTheContainer() {
		Answer answer = http.send("GET", "/plain/%zz");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.header("Content-Type")).startsWith("text/html");
		assertThat(answer.headerLines("X-Request-Id")).isEmpty();
	}

	/** The container knows the application by then, but only its error pages. */
	@Test
	void whatTheContainerSaysForTheApplicationNeedsAnErrorPage() {
		String chunk = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
				+ "Content-Type: application/x-www-form-urlencoded\r\n\r\nzz\r\n";
		assertThat(http.raw("TRACE /plain/ok HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
			.header("Content-Type")).startsWith("text/html");
		ProblemAssert.assertThat(http.raw("TRACE /page/ok HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
			.isProblem(405, "METHOD_NOT_ALLOWED");
		assertThat(http.raw("POST /page/ok" + chunk).header("Content-Type")).isEqualTo("application/problem+json");
	}

	/** What Tomcat starts. */
	public static class War extends SpringBootServletInitializer {

		@Override
		protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
			return builder.sources(Application.class)
				.properties("springdoc.api-docs.enabled=false", "spring.jmx.enabled=false");
		}

	}

	@PlainApplication
	@Import(Controller.class)
	static class Application {

		@Bean
		FilterRegistrationBean<Filter> failingFilter() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				HttpServletResponse http = (HttpServletResponse) response;
				http.setHeader("Access-Control-Allow-Origin", "*");
				switch (String.valueOf(request.getParameter("filter"))) {
					case "throws" -> throw new ServletException("jdbc:h2:mem:x;password=s3cr3t");
					case "send-error" -> http.sendError(410);
					case "set-status" -> http.setStatus(403);
					case "throws-after" -> {
						chain.doFilter(request, response);
						throw new ServletException("jdbc:h2:mem:x;password=s3cr3t");
					}
					case "keeps" -> {
						ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(http);
						chain.doFilter(request, kept);
						if (!request.isAsyncStarted() && kept.getStatus() < 400) {
							kept.copyBodyToResponse();
						}
					}
					default -> chain.doFilter(request, response);
				}
			});
			registration.setOrder(0);
			return registration;
		}

	}

	@RestController
	static class Controller {

		@GetMapping("/ok")
		String ok(@RequestParam(required = false) String filter) {
			return "ok";
		}

		@GetMapping("/throws")
		String fails() {
			throw new IllegalStateException("jdbc:h2:mem:x;password=s3cr3t");
		}

		@GetMapping("/conflict")
		String conflict() {
			throw new ResponseStatusException(HttpStatus.CONFLICT);
		}

		@GetMapping("/bodiless")
		ResponseEntity<Void> bodiless() {
			return ResponseEntity.notFound().build();
		}

		@GetMapping("/send-error")
		void sendError(HttpServletResponse response) throws IOException {
			response.sendError(410);
		}

		@GetMapping("/deferred")
		DeferredResult<String> deferred() {
			DeferredResult<String> result = new DeferredResult<>();
			result.setErrorResult(new IllegalStateException("jdbc:h2:mem:x;password=s3cr3t"));
			return result;
		}

		@GetMapping("/deferred-timeout")
		DeferredResult<String> deferredTimeout() {
			return new DeferredResult<>(300L);
		}

		@GetMapping("/late")
		StreamingResponseBody late() {
			return (out) -> {
				out.write(new byte[70_000]);
				out.flush();
				throw new IllegalStateException("jdbc:h2:mem:x;password=s3cr3t");
			};
		}

	}

}
