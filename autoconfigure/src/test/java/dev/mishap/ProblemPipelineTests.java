package dev.mishap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.context.support.StaticMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The order of the steps, and that none of them costs the client its answer. */
class ProblemPipelineTests {

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger("dev.mishap.problems");

	private final FakeExchange exchange = new FakeExchange();

	@BeforeEach
	void listen() {
		this.log.start();
		this.logger.setLevel(Level.DEBUG);
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.log);
		this.logger.setLevel(null);
	}

	private static ProblemPipeline.Builder pipeline() {
		return ProblemPipeline.builder().requestIds((request) -> "id-1");
	}

	private List<String> lines(Level level) {
		return this.log.list.stream()
			.filter((event) -> event.getLevel() == level)
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	@Test
	void unknownExceptionIsA500WithItsTraceInTheLog() {
		boolean answered = pipeline().build()
			.answer(this.exchange, Door.CONTROLLER, new IllegalStateException("secret"));
		assertThat(answered).isTrue();
		assertThat(this.exchange.status).isEqualTo(500);
		assertThat(this.exchange.text()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Internal Server Error\","
				+ "\"status\":500,\"detail\":\"Something went wrong on our side. If it happens again, tell support the"
				+ " request ID.\",\"code\":\"INTERNAL_ERROR\",\"request_id\":\"id-1\"}");
		assertThat(lines(Level.ERROR)).containsExactly("[id-1] 500 INTERNAL_ERROR: POST /orders");
		assertThat(this.log.list.get(0).getThrowableProxy().getClassName())
			.isEqualTo(IllegalStateException.class.getName());
	}

	@Test
	void clientErrorIsADebugLineWithoutTrace() {
		pipeline().build().answer(this.exchange, Door.FILTER, 404, null);
		assertThat(lines(Level.DEBUG)).containsExactly("[id-1] 404 NOT_FOUND: POST /orders");
		assertThat(this.log.list).hasSize(1).allMatch((event) -> event.getThrowableProxy() == null);
	}

	@Test
	void shedRequestIsOneLineWithoutTrace() {
		ProblemMappings mappings = ProblemMappings.builder().map(IOException.class, 503, "BUSY").build();
		pipeline().mappings(mappings).build().answer(this.exchange, Door.CONTROLLER, new IOException("secret"));
		assertThat(lines(Level.WARN)).containsExactly("[id-1] 503 BUSY: POST /orders (java.io.IOException)");
		assertThat(this.log.list).hasSize(1).allMatch((event) -> event.getThrowableProxy() == null);
	}

	@Test
	void sameExceptionIsNotLoggedTwice() {
		ProblemPipeline pipeline = pipeline().build();
		IllegalStateException exception = new IllegalStateException();
		pipeline.answer(this.exchange, Door.CONTROLLER, exception);
		pipeline.answer(this.exchange, Door.ERROR_DISPATCH, new CompletionException(exception));
		assertThat(this.log.list.stream().filter((event) -> event.getThrowableProxy() != null)).hasSize(1);
	}

	@Test
	void tableThatCannotBeMadeIsLoggedOnceAndAnswered() {
		ProblemPipeline pipeline = pipeline().mappings(ProblemMappings.overriding(() -> {
			throw new IllegalStateException("no table");
		}).build()).build();
		for (int i = 0; i < 2; i++) {
			FakeExchange each = new FakeExchange();
			assertThat(pipeline.isDecidedElsewhere(new IOException())).isFalse();
			assertThat(pipeline.answer(each, Door.CONTROLLER, new IOException("secret"))).isTrue();
			assertThat(each.status).isEqualTo(500);
			assertThat(each.text()).contains("INTERNAL_ERROR").doesNotContain("no table", "secret");
		}
		assertThat(lines(Level.ERROR)).filteredOn((line) -> line.contains("the row for java.io.IOException failed"))
			.hasSize(1);
		assertThat(lines(Level.ERROR)).filteredOn((line) -> line.startsWith("[id-1] 500 INTERNAL_ERROR")).hasSize(2);
	}

	@Test
	void wrappersAreLookedThrough() {
		ProblemMappings mappings = ProblemMappings.builder().map(IOException.class, 409, "TAKEN").build();
		pipeline().mappings(mappings)
			.build()
			.answer(this.exchange, Door.CONTROLLER,
					new CompletionException(new java.lang.reflect.UndeclaredThrowableException(new IOException())));
		assertThat(this.exchange.status).isEqualTo(409);
	}

	@Test
	void rowsOfLibrariesNeverCountForACause() {
		ProblemMappings mappings = ProblemMappings.builder().map(IOException.class, 409, "TAKEN").build();
		pipeline().mappings(mappings)
			.build()
			.answer(this.exchange, Door.CONTROLLER, new IllegalStateException(new IOException()));
		assertThat(this.exchange.status).isEqualTo(500);
	}

	@Test
	void causeThatIsAnsweredShowsItsOwnMembers() {
		ProblemMappings mappings = ProblemMappings.builder()
			.build()
			.overriding()
			.map(SeatTakenException.class, 409, "TAKEN")
			.build();
		pipeline().mappings(mappings)
			.build()
			.answer(this.exchange, Door.CONTROLLER, new IllegalStateException(new SeatTakenException()));
		assertThat(this.exchange.status).isEqualTo(409);
		assertThat(this.exchange.text()).contains("\"seat\":7");
	}

	@Test
	void committedResponseIsLeftToTheCaller() {
		this.exchange.state = ProblemExchange.State.COMMITTED;
		boolean answered = pipeline().build().answer(this.exchange, Door.CONTROLLER, new IllegalStateException());
		assertThat(answered).isFalse();
		assertThat(this.exchange.sent).isZero();
		assertThat(lines(Level.ERROR))
			.containsExactly("[id-1] failed after the response was committed, connection cut: POST /orders");
	}

	@Test
	void takenResponseIsLoggedButNotWritten() {
		this.exchange.state = ProblemExchange.State.TAKEN;
		assertThat(pipeline().build().answer(this.exchange, Door.CONTROLLER, new IllegalStateException())).isTrue();
		assertThat(this.exchange.sent).isZero();
		assertThat(lines(Level.ERROR)).hasSize(1);
	}

	@Test
	void goneClientLeavesADebugLineOnly() {
		this.exchange.state = ProblemExchange.State.COMMITTED;
		boolean answered = pipeline().build()
			.answer(this.exchange, Door.CONTROLLER, new org.apache.catalina.connector.ClientAbortException());
		assertThat(answered).isTrue();
		assertThat(this.exchange.sent).isZero();
		assertThat(this.log.list).hasSize(1).allMatch((event) -> event.getLevel() == Level.DEBUG);
	}

	@Test
	void ordinaryIoFailureIsNoGoneClient() {
		pipeline().build().answer(this.exchange, Door.CONTROLLER, new IOException("Broken pipe"));
		assertThat(this.exchange.status).isEqualTo(500);
		assertThat(lines(Level.ERROR)).hasSize(1);
	}

	@Test
	void stepsComeInOrder() {
		List<String> steps = new ArrayList<>();
		ProblemMappings mappings = ProblemMappings.builder().map(IOException.class, (ex) -> {
			steps.add("describe");
			return Problem.of(409, "TAKEN");
		}).build();
		this.exchange.onSend = () -> steps.add("send after " + this.log.list.size() + " log line");
		pipeline().mappings(mappings).customizers(List.of((problem, context) -> {
			steps.add("first: " + problem.title());
			return problem.withExtension("seen", 1);
		}, (problem, context) -> {
			steps.add("second: " + problem.extensions());
			return problem;
		})).writer((problem, context) -> {
			steps.add("write: " + problem.extensions());
			return new ProblemBody("text/plain", "x".getBytes(StandardCharsets.UTF_8));
		}).build().answer(this.exchange, Door.CONTROLLER, new IOException());
		assertThat(steps).containsExactly("describe", "first: Conflict", "second: {seen=1}", "write: {seen=1}",
				"send after 1 log line");
	}

	@Test
	void failingCustomizerIsLoggedOnceAndSkipped() {
		ProblemPipeline pipeline = pipeline().customizers(List.of((problem, context) -> {
			throw new IllegalArgumentException("secret");
		}, (problem, context) -> problem.withExtension("after", true))).build();
		for (int i = 0; i < 3; i++) {
			pipeline.answer(this.exchange, Door.FILTER, 404, null);
			assertThat(this.exchange.status).isEqualTo(404);
			assertThat(this.exchange.text()).contains("\"after\":true").doesNotContain("secret");
		}
		assertThat(lines(Level.ERROR)).hasSize(1).first().asString().contains("the ProblemCustomizer");
	}

	@Test
	@SuppressWarnings("NullAway")
	void customizerThatReturnsNullIsSkipped() {
		pipeline().customizers(List.of((problem, context) -> null))
			.build()
			.answer(this.exchange, Door.FILTER, 404, null);
		assertThat(this.exchange.status).isEqualTo(404);
		assertThat(this.exchange.text()).contains("NOT_FOUND");
	}

	@Test
	void failingWriterGivesTheLastResort() {
		pipeline().writer((problem, context) -> {
			throw new IOException("secret");
		}).build().answer(this.exchange, Door.FILTER, 404, null);
		assertThat(this.exchange.status).isEqualTo(404);
		assertThat(this.exchange.contentType).isEqualTo("application/problem+json");
		assertThat(this.exchange.text()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
				+ "\"code\":\"NOT_FOUND\",\"request_id\":\"id-1\"}");
		assertThat(lines(Level.ERROR)).hasSize(1).first().asString().contains("the ProblemWriter");
	}

	@Test
	void failingRowIsA500() {
		ProblemMappings mappings = ProblemMappings.builder().map(IOException.class, (ex) -> {
			throw new StackOverflowError();
		}).build();
		pipeline().mappings(mappings).build().answer(this.exchange, Door.CONTROLLER, new IOException());
		assertThat(this.exchange.status).isEqualTo(500);
		assertThat(lines(Level.ERROR)).hasSize(2);
	}

	@Test
	void failingMessageSourceLeavesTheTextsToTheLibrary() {
		StaticMessageSource messages = new StaticMessageSource() {

			@Override
			protected String getMessageInternal(String code, Object[] args, Locale locale) {
				throw new IllegalStateException("secret");
			}

		};
		pipeline().messageSource(messages).build().answer(this.exchange, Door.FILTER, 404, null);
		assertThat(this.exchange.text()).contains("\"title\":\"Not Found\"", "There is nothing at this address.")
			.doesNotContain("secret");
		assertThat(lines(Level.ERROR)).hasSize(1).first().asString().contains("the MessageSource");
	}

	@Test
	void failingRequestIdSourceGivesANewId() {
		ProblemPipeline pipeline = ProblemPipeline.builder().requestIds((request) -> {
			throw new IllegalStateException("secret");
		}).build();
		assertThat(pipeline.requestId(this.exchange)).startsWith("req_").isEqualTo(pipeline.requestId(this.exchange));
	}

	@Test
	void unsafeIdOfASourceIsReplaced() {
		ProblemPipeline pipeline = ProblemPipeline.builder().requestIds((request) -> "a\r\nb").build();
		assertThat(pipeline.requestId(this.exchange)).startsWith("req_");
	}

	@Test
	void failingHeaderSourceDoesNotKeepTheAnswer() {
		pipeline().owed("WWW-Authenticate", (request) -> {
			throw new IllegalStateException("secret");
		}).build().answer(this.exchange, Door.FILTER, 401, null);
		assertThat(this.exchange.status).isEqualTo(401);
	}

	@Test
	void failingWitnessDoesNotKeepTheAnswer() {
		pipeline().witnesses(List.of((request, status) -> {
			throw new IllegalStateException("secret");
		})).build().answer(this.exchange, Door.FILTER, 401, null);
		assertThat(this.exchange.status).isEqualTo(401);
	}

	@Test
	void witnessIsBelievedOnlyIfItsRowAgreesWithTheStatus() {
		ProblemMappings mappings = ProblemMappings.builder().map(IOException.class, 401, "INVALID_TOKEN").build();
		ProblemPipeline pipeline = pipeline().mappings(mappings)
			.witnesses(List.of((request, status) -> new IOException()))
			.build();
		pipeline.answer(this.exchange, Door.FILTER, 401, null);
		assertThat(this.exchange.text()).contains("INVALID_TOKEN");
		pipeline.answer(this.exchange, Door.FILTER, 403, null);
		assertThat(this.exchange.text()).contains("FORBIDDEN");
	}

	@Test
	void responseThatRefusesHeadersGetsTheLastResort() {
		this.exchange.refusesHeaders = true;
		pipeline().build().answer(this.exchange, Door.FILTER, 404, null);
		assertThat(this.exchange.status).isEqualTo(404);
		assertThat(this.exchange.text()).contains("NOT_FOUND");
	}

	@Test
	void lineBreaksCannotForgeALogLine() {
		this.exchange.path = "/a\r\n2026-01-01 ERROR forged";
		pipeline().build()
			.answer(this.exchange, Door.CONTROLLER, new IllegalStateException("x\n2026-01-01 ERROR forged\u001b[31m"));
		ILoggingEvent event = this.log.list.get(0);
		assertThat(event.getFormattedMessage()).doesNotContain("\n").contains("/a\\u000d\\u000a2026");
		assertThat(event.getThrowableProxy().getMessage()).doesNotContain("\n", "\u001b")
			.contains("java.lang.IllegalStateException: x\\u000a2026");
		assertThat(event.getThrowableProxy().getStackTraceElementProxyArray()[0].getSTEAsString())
			.contains("lineBreaksCannotForgeALogLine");
	}

	@Test
	void endlessMessageIsCutInTheLog() {
		pipeline().build().answer(this.exchange, Door.CONTROLLER, new IllegalStateException("x".repeat(2_000_000)));
		assertThat(this.log.list.get(0).getThrowableProxy().getMessage()).hasSizeLessThan(5000)
			.contains("(2000000 characters)");
	}

	@Test
	void causesOfAnUnfitExceptionKeepTheirNamesAndTraces() {
		IllegalStateException exception = new IllegalStateException("a\nb", new IOException("the cause"));
		exception.addSuppressed(new IllegalArgumentException("suppressed"));
		pipeline().build().answer(this.exchange, Door.CONTROLLER, exception);
		assertThat(this.log.list.get(0).getThrowableProxy().getCause().getMessage())
			.isEqualTo("java.io.IOException: the cause");
		assertThat(this.log.list.get(0).getThrowableProxy().getSuppressed()[0].getMessage())
			.isEqualTo("java.lang.IllegalArgumentException: suppressed");
	}

	@Test
	void reasonIsTheDetailButNotUnder500() {
		pipeline().build().answer(this.exchange, Door.FILTER, 410, "It <b>went</b> away.");
		assertThat(this.exchange.text()).contains("\"detail\":\"It \\u003cb\\u003ewent\\u003c/b\\u003e away.\"");
		pipeline().build().answer(this.exchange, Door.FILTER, 500, "jdbc:h2:mem");
		assertThat(this.exchange.text()).doesNotContain("jdbc");
	}

	@Test
	void unregisteredStatusIsA500AndTheLogSaysWhatWasAskedFor() {
		pipeline().build().answer(this.exchange, Door.FILTER, 599, null);
		assertThat(this.exchange.status).isEqualTo(500);
		assertThat(lines(Level.WARN)).hasSize(1).first().asString().contains("status 599 was asked for");
	}

	@Test
	void filledStatusStaysAsItIs() {
		pipeline().build().fill(this.exchange, Door.FILTER, 499);
		assertThat(this.exchange.status).isEqualTo(499);
		assertThat(this.exchange.text()).contains("\"status\":499");
	}

	@Test
	void headersOfTheDeadBodyGoAndOthersStay() {
		for (String name : HeaderFields.OF_DEAD_BODY) {
			this.exchange.headers.put(name, List.of("dead"));
		}
		this.exchange.headers.put("Access-Control-Allow-Origin", List.of("*"));
		this.exchange.headers.put("Vary", List.of("Origin"));
		pipeline().build().answer(this.exchange, Door.FILTER, 404, null);
		assertThat(this.exchange.headers).doesNotContainValue(List.of("dead"))
			.containsEntry("Access-Control-Allow-Origin", List.of("*"))
			.containsEntry("Vary", List.of("Origin", "Accept, Accept-Language"))
			.containsEntry("Cache-Control", List.of("no-store"))
			.containsEntry("Content-Language", List.of("en"));
	}

	@Test
	void textsComeInTheCallersLanguageAndTheApplicationsWordsWin() {
		this.exchange.requestHeaders.put("Accept-Language", "fr, de;q=0.8, en;q=0.5");
		StaticMessageSource messages = new StaticMessageSource();
		messages.addMessage("mishap.detail.NOT_FOUND", Locale.GERMAN, "Hier ist nichts.");
		pipeline().messageSource(messages).build().answer(this.exchange, Door.FILTER, 404, null);
		assertThat(this.exchange.text()).contains("\"title\":\"Nicht gefunden\"", "\"detail\":\"Hier ist nichts.\"",
				"\"code\":\"NOT_FOUND\"");
		assertThat(this.exchange.headers).containsEntry("Content-Language", List.of("de"));
	}

	@Test
	void unparsableLanguageIsEnglish() {
		this.exchange.requestHeaders.put("Accept-Language", ";;q=x");
		pipeline().build().answer(this.exchange, Door.FILTER, 404, null);
		assertThat(this.exchange.headers).containsEntry("Content-Language", List.of("en"));
	}

	static class SeatTakenException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@ProblemMember
		final int seat = 7;

	}

	/** Exchange in memory. */
	static class FakeExchange implements ProblemExchange {

		private final Map<String, Object> attributes = new HashMap<>();

		private final Map<String, String> requestHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

		private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

		private State state = State.OPEN;

		private String path = "/orders";

		private int status;

		private int sent;

		private String contentType = "";

		private byte[] content = {};

		private boolean refusesHeaders;

		private Runnable onSend = () -> {
		};

		private String text() {
			return new String(this.content, StandardCharsets.UTF_8);
		}

		@Override
		public String method() {
			return "POST";
		}

		@Override
		public String path() {
			return this.path;
		}

		@Override
		public String header(String name) {
			return this.requestHeaders.get(name);
		}

		@Override
		public List<String> headers(String name) {
			String value = this.requestHeaders.get(name);
			return (value != null) ? List.of(value) : List.of();
		}

		@Override
		public boolean isHttp1() {
			return true;
		}

		@Override
		public Object attribute(String name) {
			return this.attributes.get(name);
		}

		@Override
		public void attribute(String name, Object value) {
			this.attributes.put(name, value);
		}

		@Override
		public <T> T unwrap(Class<T> type) {
			return null;
		}

		@Override
		public State state() {
			return this.state;
		}

		@Override
		public List<String> responseHeader(String name) {
			return this.headers.getOrDefault(name, List.of());
		}

		@Override
		public void discardBody() {
		}

		@Override
		public void responseHeader(String name, List<String> values) {
			if (this.refusesHeaders) {
				throw new IllegalArgumentException("refused");
			}
			if (values.isEmpty()) {
				this.headers.remove(name);
			}
			else {
				this.headers.put(name, values);
			}
		}

		@Override
		public void send(int status, ProblemBody body) {
			this.onSend.run();
			this.sent++;
			this.status = status;
			this.contentType = body.contentType();
			this.content = body.content();
		}

	}

}
