package dev.mishap.differential;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mishap.differential.Applications.Server;
import dev.mishap.differential.SurroundingBeans.WritingEntryPoint;
import dev.mishap.testing.BasicChallenge;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What the library does to code of the application that it meets on its way. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(KnownFailing.class)
abstract class SurroundingsContract {

	private static final List<String> WITH_SECURITY_AND_METRICS = List.of(Applications.OF_LIBRARY,
			"security.autoconfigure.web.servlet.", "security.autoconfigure.Security",
			"security.autoconfigure.UserDetails", "micrometer.metrics.autoconfigure.Metrics",
			"micrometer.metrics.autoconfigure.Composite", "micrometer.metrics.autoconfigure.export.simple.",
			"micrometer.observation.", "webmvc.autoconfigure.WebMvcObservation");

	private final Server server;

	private ConfigurableApplicationContext application;

	private RawHttp http;

	SurroundingsContract(Server server) {
		this.server = server;
	}

	@BeforeAll
	void start() {
		this.application = Applications.start(this.server, WITH_SECURITY_AND_METRICS, SurroundingBeans.class,
				"spring.mvc.servlet.path=/api");
		this.http = new RawHttp(port(this.application));
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	private static int port(ConfigurableApplicationContext application) {
		return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "writer", "stream", "mapper", "flush", "refusal", "redirect" })
	void bareUnauthorizedKeepsItsStatusWhateverTheEntryPointDoes(String how) {
		WritingEntryPoint entryPoint = this.application.getBean(WritingEntryPoint.class);
		int calls = entryPoint.calls();
		ProblemAssert.assertThat(this.http.send("GET", "/api/own/open/unauthorized?how=" + how))
			.isProblem(401, "UNAUTHENTICATED")
			.hasNoHeader("Set-Cookie")
			.hasNoHeader("Location");
		assertThat(entryPoint.calls()).isEqualTo(calls);
	}

	@ParameterizedTest
	@ValueSource(strings = { "writer", "stream", "mapper", "flush" })
	void answerOfTheEntryPointIsItsOwn(String how) {
		WritingEntryPoint entryPoint = this.application.getBean(WritingEntryPoint.class);
		int calls = entryPoint.calls();
		RawHttp.Answer answer = this.http.send("GET", "/api/own/closed?how=" + how);
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.body()).isEqualTo("{\"error\":\"own words\"}");
		assertThat(answer.header("Content-Type")).startsWith("application/json");
		assertThat(answer.header("Set-Cookie")).startsWith("hint=1");
		assertThat(entryPoint.calls()).isEqualTo(calls + 1);
	}

	@Test
	void refusalOfTheEntryPointIsAProblemWithItsCookie() {
		RawHttp.Answer answer = this.http.send("GET", "/api/own/closed?how=refusal");
		ProblemAssert.assertThat(answer).isProblem(401, "UNAUTHENTICATED");
		assertThat(answer.header("Set-Cookie")).startsWith("hint=1");
	}

	@Test
	void redirectOfTheEntryPointStays() {
		RawHttp.Answer answer = this.http.send("GET", "/api/own/closed?how=redirect");
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).endsWith("/login");
	}

	@ParameterizedTest
	@CsvSource({ "/api/failing/x?fails=thrown,404,CLIENT_ERROR", "/api/failing/y?fails=refused,409,CLIENT_ERROR" })
	void statusOfAFilterIsWhatTheMetricsCount(String target, String status, String outcome) {
		double before = count(status, outcome);
		assertThat(this.http.send("GET", target).status()).isEqualTo(Integer.parseInt(status));
		Awaitility.await()
			.atMost(20, TimeUnit.SECONDS)
			.untilAsserted(() -> assertThat(count(status, outcome)).isEqualTo(before + 1));
	}

	private double count(String status, String outcome) {
		return this.application.getBean(MeterRegistry.class)
			.find("http.server.requests")
			.tags("status", status, "outcome", outcome)
			.timers()
			.stream()
			.mapToDouble((timer) -> timer.count())
			.sum();
	}

	@Test
	void refusedMethodHasTheMethodsBelowThePathOfTheServlet() {
		ProblemAssert.assertThat(this.http.send("GET", "/api/refuses/method"))
			.isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeaderList("Allow", "POST", "OPTIONS");
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "DELETE" })
	void otherMethodOfAFunctionalRouteIsNotAllowedBelowThePathOfTheServlet(String method) {
		ProblemAssert.assertThat(this.http.send(method, "/api/functional", "Content-Length: 0"))
			.isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeader("Allow", "GET");
	}

	@ParameterizedTest
	@ValueSource(strings = { "refused", "refused-later" })
	void scriptOfAnotherOriginMayReadTheRefusal(String how) {
		ProblemAssert.assertThat(this.http.send("GET", "/api/cors/x?fails=" + how, "Origin: https://a.example"))
			.isProblem(409, "CONFLICT")
			.hasHeader("Access-Control-Allow-Origin", "https://a.example");
	}

	@ParameterizedTest
	@ValueSource(strings = { "refused-401", "refused-401-later" })
	void challengeIsThatOfTheChainOfTheRequest(String how) {
		ProblemAssert.assertThat(this.http.send("GET", "/api/basic/x?fails=" + how))
			.isProblem(401, "UNAUTHENTICATED")
			.hasHeader("WWW-Authenticate", BasicChallenge.of("one"));
	}

	@Test
	void responseDoesNotGrowWithEachCycle() {
		RawHttp.Answer answer = this.http.send("GET", "/cycles/x");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(Integer.parseInt(answer.body())).isBetween(0, 2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "throws", "refuses" })
	void logNamesTheAddressThatTheClientAskedFor(String to) {
		ListAppender<ILoggingEvent> events = new ListAppender<>();
		Logger library = (Logger) LoggerFactory.getLogger("dev.mishap");
		library.setLevel(Level.DEBUG);
		events.start();
		library.addAppender(events);
		try {
			RawHttp.Answer answer = this.http.send("GET", "/api/outer?to=" + to);
			assertThat(answer.status()).isEqualTo(404);
			String id = answer.header("X-Request-Id");
			Awaitility.await()
				.atMost(20, TimeUnit.SECONDS)
				.untilAsserted(() -> assertThat(List.copyOf(events.list)).extracting(ILoggingEvent::getFormattedMessage)
					.filteredOn((message) -> message.contains(id))
					.isNotEmpty()
					.allMatch((message) -> message.contains("GET /api/outer") && !message.contains("inner")));
		}
		finally {
			library.detachAppender(events);
			library.setLevel(null);
		}
	}

	/** The container cuts it, or closes the connection, where nobody else does. */
	@Test
	void halfAnAnswerIsNoWholeOneWithoutTheServletDoor() throws IOException {
		List<String> doors = List.of("dev.mishap.autoconfigure.Problem", "dev.mishap.autoconfigure.webmvc.",
				"dev.mishap.autoconfigure.input.");
		try (ConfigurableApplicationContext without = Applications.start(this.server, doors,
				SurroundingBeans.Handlers.class); Socket socket = new RawHttp(port(without)).open()) {
			socket.getOutputStream()
				.write("GET /half HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			RawHttp.Answer answer = RawHttp.read(socket, false);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.whole()).isFalse();
			assertThat(answer.body()).doesNotContain("request_id", "timestamp");
		}
	}

}
