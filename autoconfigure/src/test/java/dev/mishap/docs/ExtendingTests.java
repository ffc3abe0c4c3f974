package dev.mishap.docs;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.mishap.ErrorCode;
import dev.mishap.OverloadedException;
import dev.mishap.Problem;
import dev.mishap.ProblemCatalogue;
import dev.mishap.ProblemCustomizer;
import dev.mishap.ProblemException;
import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.ProblemMember;
import dev.mishap.ProblemType;
import dev.mishap.ProblemWriter;
import dev.mishap.RateLimitExceededException;
import dev.mishap.RateLimitExceededException.Quota;
import dev.mishap.RequestIdMdc;
import dev.mishap.RequestIdSource;
import dev.mishap.servlet.ProblemResponder;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import dev.mishap.testing.Without;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The snippets of docs/extending.md, running. */
@SuppressWarnings("serial")
class ExtendingTests {

	@Nested
	@SpringBootTest(classes = { ShopApplication.class, OneBean.class, MaintenanceFilter.class },
			webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { Without.SECURITY, "spring.messages.basename=docs/shop" })
	class WithOneBean {

		@LocalServerPort
		int port;

		@Autowired
		ProblemCatalogue catalogue;

		@Test
		void exceptionSpeaksForItself() {
			assertThat(new RawHttp(this.port).send("GET", "/throws/stock")).isProblem(409, "OUT_OF_STOCK")
				.hasMember("left", 0)
				.hasDetail("The article is not in stock.");
		}

		@Test
		void catalogueIsThrownFrom() {
			assertThat(new RawHttp(this.port).send("GET", "/throws/closed")).isProblem(503, "SHOP_CLOSED")
				.hasMember("type", "https://shop.example/problems/closed")
				.hasHeader("Retry-After", "3600")
				.hasMember("opens_at", "08:00");
		}

		@Test
		void catalogueListsItsProblems() {
			assertThat(this.catalogue.types()).extracting(ProblemType::code, ProblemType::status)
				.containsExactly(tuple("SHOP_CLOSED", 503), tuple("CART_EMPTY", 409));
		}

		@Test
		void loadThatIsShedSaysWhenToComeBack() {
			assertThat(new RawHttp(this.port).send("GET", "/throws/full")).isProblem(503, "OVERLOADED")
				.hasHeader("Retry-After", "300")
				.leaksNothing("table");
			assertThat(new RawHttp(this.port).send("GET", "/throws/quota")).isProblem(429, "TOO_MANY_REQUESTS")
				.hasHeader("Retry-After", "1200")
				.hasHeader("RateLimit-Policy", "\"orders\";q=100;w=3600")
				.hasHeader("RateLimit", "\"orders\";r=0;t=1200")
				.leaksNothing("Too many orders");
		}

		@Test
		void wordsComeFromTheBundlesOfTheApplication() {
			assertThat(new RawHttp(this.port).send("GET", "/throws/closed")).isProblem(503, "SHOP_CLOSED")
				.hasMember("title", "Closed")
				.hasDetail("The shop is closed. Come back tomorrow.");
			assertThat(new RawHttp(this.port).send("GET", "/throws/closed", "Accept-Language: de"))
				.isProblem(503, "SHOP_CLOSED")
				.hasMember("title", "Geschlossen")
				.hasDetail("Der Laden ist zu. Kommen Sie morgen wieder.");
		}

		@Test
		void aFurtherLanguageIsOneFile() {
			assertThat(new RawHttp(this.port).send("GET", "/nowhere", "Accept-Language: nl-BE, de;q=0.5"))
				.isProblem(404, "NOT_FOUND")
				.hasHeader("Content-Language", "nl")
				.hasMember("title", "Niet gevonden")
				.hasDetail("Er is hier niets.");
			assertThat(new RawHttp(this.port).send("DELETE", "/own-thread", "Accept-Language: nl"))
				.isProblem(405, "METHOD_NOT_ALLOWED")
				.hasHeader("Content-Language", "en")
				.hasMember("title", "Method Not Allowed");
		}

		@Test
		void rowsAreCode() {
			assertThat(new RawHttp(this.port).send("GET", "/throws/legacy")).isProblem(404, "ARTICLE_UNKNOWN")
				.hasHeader("Link", "<https://shop.example/help>; rel=\"help\"");
			assertThat(new RawHttp(this.port).send("GET", "/throws/other-legacy")).isProblem(500, "INTERNAL_ERROR");
		}

		@Test
		void customizerEnrichesEveryProblem() {
			assertThat(new RawHttp(this.port).send("GET", "/nowhere")).isProblem(404, "NOT_FOUND")
				.hasMember("help", "https://shop.example/help/not-found");
		}

		@Test
		void idComesFromTheTrace() {
			Answer answer = new RawHttp(this.port).send("GET", "/nowhere",
					"traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
			assertThat(answer).isProblem(404, "NOT_FOUND").hasMember("request_id", "4bf92f3577b34da6a3ce929d0e0e4736");
		}

		@Test
		void filterAnswersThroughThePipeline() {
			assertThat(new RawHttp(this.port).send("GET", "/maintenance")).isProblem(503, "MAINTENANCE")
				.hasHeader("Retry-After", "600");
		}

		@Test
		void ownThreadsKnowTheId() {
			assertThat(new RawHttp(this.port).send("GET", "/own-thread", "X-Request-Id: abc").body()).isEqualTo("abc");
		}

	}

	@Nested
	@SpringBootTest(classes = { ShopApplication.class, OldShape.class }, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { Without.SECURITY, "mishap.body.members.code=reason" })
	class WithAnotherShape {

		@LocalServerPort
		int port;

		@Test
		void everyDoorSpeaksIt() {
			for (String target : new String[] { "/throws/stock", "/nowhere", "/%zz" }) {
				Answer answer = new RawHttp(this.port).send("GET", target, "Accept: text/plain");
				assertThat(answer.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
				assertThat(answer.body()).matches("(OUT_OF_STOCK|NOT_FOUND|BAD_REQUEST) req_\\w{26}: .*");
			}
		}

		@Test
		void othersGetWhatTheLibraryWrites() {
			RawHttp http = new RawHttp(this.port);
			Answer json = http.send("GET", "/nowhere");
			assertThat(json.header("Content-Type")).isEqualTo("application/problem+json");
			assertThat(json.body()).contains("\"reason\":\"NOT_FOUND\"").doesNotContain("\"code\"");
			assertThat(http.send("GET", "/nowhere", "Accept: text/html").header("Content-Type"))
				.isEqualTo("text/html;charset=UTF-8");
			assertThat(http.send("GET", "/nowhere", "Accept: application/xml").header("Content-Type"))
				.isEqualTo("application/problem+xml");
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	@Import(Shop.class)
	static class ShopApplication {

	}

	// @start region = "annotations"
	@ResponseStatus(code = HttpStatus.CONFLICT, reason = "The article is not in stock.")
	@ErrorCode("OUT_OF_STOCK")
	static class NothingLeftException extends RuntimeException {

		@ProblemMember
		private final int left = 0;

	}
	// @end region = "annotations"

	// @start region = "catalogue"
	enum ShopProblem implements ProblemType {

		SHOP_CLOSED(503, "https://shop.example/problems/closed"), CART_EMPTY(409, null);

		private final int status;

		private final String documentation;

		ShopProblem(int status, String documentation) {
			this.status = status;
			this.documentation = documentation;
		}

		@Override
		public int status() {
			return this.status;
		}

		@Override
		public URI documentation() {
			return (this.documentation != null) ? URI.create(this.documentation) : null;
		}

	}
	// @end region = "catalogue"

	// tag::mappings[]
	static class LegacyException extends RuntimeException {

		private final int number;

		LegacyException(int number) {
			this.number = number;
		}

		int getNumber() {
			return this.number;
		}

	}
	// end::mappings[]

	@Configuration(proxyBeanMethods = false)
	static class OneBean {

		// @start region = "catalogue-bean"
		@Bean
		ProblemCatalogue shopProblems() {
			return ProblemCatalogue.of(ShopProblem.class);
		}
		// @end region = "catalogue-bean"

		// @start region = "mappings"
		@Bean
		ProblemMappingsCustomizer legacyErrors() {
			return (mappings) -> mappings.map(LegacyException.class, (exception) -> switch (exception.getNumber()) {
				case 4711 ->
					Problem.of(404, "ARTICLE_UNKNOWN").withHeader("Link", "<https://shop.example/help>; rel=\"help\"");
				default -> null;
			});
		}
		// @end region = "mappings"

		// @start region = "customizer"
		@Bean
		ProblemCustomizer helpLink() {
			return (problem, context) -> (problem.status() == 404)
					? problem.withExtension("help", "https://shop.example/help/not-found") : problem;
		}
		// @end region = "customizer"

		// @start region = "request-id"
		@Bean
		RequestIdSource traceId() {
			RequestIdSource otherwise = RequestIdSource.inbound("X-Request-Id");
			return (request) -> {
				String parent = request.header("traceparent");
				boolean valid = parent != null && parent.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
				return valid ? parent.substring(3, 35) : otherwise.requestId(request);
			};
		}
		// @end region = "request-id"

	}

	// @start region = "filter"
	@Component
	static class MaintenanceFilter extends OncePerRequestFilter {

		private final ProblemResponder problems;

		MaintenanceFilter(ProblemResponder problems) {
			this.problems = problems;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			if (request.getRequestURI().startsWith("/maintenance")) {
				Problem problem = Problem.of(503, "MAINTENANCE").withRetryAfter(Duration.ofMinutes(10));
				this.problems.answer(problem, request, response);
				return;
			}
			chain.doFilter(request, response);
		}

	}
	// @end region = "filter"

	@Configuration(proxyBeanMethods = false)
	static class OldShape {

		// @start region = "writer"
		@Bean
		ProblemWriter plainText() {
			return (problem, context) -> {
				if (!context.request().headers("Accept").contains("text/plain")) {
					return null;
				}
				String text = problem.code() + " " + context.requestId() + ": " + problem.detail();
				return new ProblemWriter.Body("text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
			};
		}
		// @end region = "writer"

	}

	@RestController
	static class Shop {

		private final ExecutorService executor = Executors.newSingleThreadExecutor((task) -> {
			Thread thread = new Thread(task);
			thread.setDaemon(true);
			return thread;
		});

		@GetMapping("/throws/{what}")
		String fails(@PathVariable String what) {
			switch (what) {
				case "stock" -> throw new NothingLeftException();
				case "closed" -> open();
				case "full" -> reserve();
				case "quota" -> order();
				default -> throw new LegacyException("legacy".equals(what) ? 4711 : 0);
			}
			return "never";
		}

		// @start region = "throw"
		void open() {
			throw new ProblemException(ShopProblem.SHOP_CLOSED).withRetryAfter(Duration.ofHours(1))
				.with("opens_at", "08:00");
		}
		// @end region = "throw"

		// tag::overload[]
		void reserve() {
			throw new OverloadedException("No table is free.", Duration.ofMinutes(5));
		}

		void order() {
			throw new RateLimitExceededException("Too many orders.",
					Quota.usedUp("orders", 100, Duration.ofHours(1), Duration.ofMinutes(20)));
		}
		// end::overload[]

		@GetMapping("/own-thread")
		String ownThread() throws Exception {
			String[] seen = new String[1];
			CountDownLatch done = new CountDownLatch(1);
			later(this.executor, () -> {
				seen[0] = MDC.get("request_id");
				done.countDown();
			});
			done.await();
			return seen[0];
		}

		// tag::mdc[]
		void later(Executor executor, Runnable task) {
			executor.execute(RequestIdMdc.wrap(task));
		}
		// end::mdc[]

	}

}
