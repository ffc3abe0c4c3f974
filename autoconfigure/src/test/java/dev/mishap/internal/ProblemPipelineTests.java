package dev.mishap.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemMember;
import dev.mishap.ProblemRequest;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.ProblemRequest.Progress;
import dev.mishap.ProblemWriter;
import dev.mishap.internal.HeaderFields.OwedHeader;
import dev.mishap.internal.ProblemAnswer.Cut;
import dev.mishap.internal.ProblemAnswer.Nothing;
import dev.mishap.internal.ProblemAnswer.Rethrow;
import dev.mishap.internal.ProblemRefinement.Stage;
import dev.mishap.testing.FakeRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.context.support.StaticMessageSource;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/** The order of the steps, and that none of them costs the client its answer. */
class ProblemPipelineTests {

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger("dev.mishap.problems");

	private final FakeRequest request = new FakeRequest();

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

	/**
	 * It stays what the application has sent, as an error with a body of its own does.
	 */
	@Test
	void emptyErrorThatSharedCachesMayKeepIsNeitherAnsweredNorToldOf() {
		List<Problem> told = new ArrayList<>();
		ProblemPipeline pipeline = pipeline().listeners(List.of((problem, context) -> told.add(problem))).build();
		this.request.headers.put("Cache-Control", List.of("public, max-age=60"));
		assertThat(pipeline.fill(404, this.request)).isInstanceOf(Nothing.class);
		assertThat(told).isEmpty();
		assertThat(this.log.list).isEmpty();
		this.request.headers.clear();
		this.request.apply(pipeline.fill(404, this.request));
		assertThat(told).extracting(Problem::code).containsExactly("NOT_FOUND");
		assertThat(this.log.list).hasSize(1);
	}

	@Test
	void unknownExceptionIsA500WithItsTraceInTheLog() {
		this.request.apply(pipeline().build().answerTo(new IllegalStateException("secret"), this.request));
		assertThat(this.request.status).isEqualTo(500);
		assertThat(this.request.text()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Internal Server Error\","
				+ "\"status\":500,\"detail\":\"Something went wrong on our side. If it happens again, tell support the"
				+ " request ID.\",\"code\":\"INTERNAL_ERROR\",\"request_id\":\"id-1\"}");
		assertThat(lines(Level.ERROR)).containsExactly("[id-1] 500 INTERNAL_ERROR: POST /orders");
		assertThat(this.log.list.get(0).getThrowableProxy().getClassName())
			.isEqualTo(IllegalStateException.class.getName());
	}

	@Test
	void clientErrorIsADebugLineWithoutTrace() {
		this.request.apply(pipeline().build().answerTo(404, null, this.request));
		assertThat(lines(Level.DEBUG)).containsExactly("[id-1] 404 NOT_FOUND: POST /orders");
		assertThat(this.log.list).hasSize(1).allMatch((event) -> event.getThrowableProxy() == null);
	}

	@Test
	void shedRequestIsOneLineWithoutTrace() {
		ProblemMappings mappings = ProblemMappings.builder().map(IOException.class, 503, "BUSY").build();
		this.request.apply(pipeline().mappings(mappings).build().answerTo(new IOException("secret"), this.request));
		assertThat(lines(Level.WARN)).containsExactly("[id-1] 503 BUSY: POST /orders (java.io.IOException)");
		assertThat(this.log.list).hasSize(1).allMatch((event) -> event.getThrowableProxy() == null);
	}

	@Test
	void sameExceptionIsNotLoggedTwice() {
		ProblemPipeline pipeline = pipeline().build();
		IllegalStateException exception = new IllegalStateException();
		this.request.apply(pipeline.answerTo(exception, this.request));
		this.request.apply(pipeline.answerTo(new CompletionException(exception), this.request));
		assertThat(this.log.list.stream().filter((event) -> event.getThrowableProxy() != null)).hasSize(1);
	}

	@Test
	void tableThatCannotBeMadeIsLoggedOnceAndAnswered() {
		ProblemPipeline pipeline = pipeline().mappings(ProblemMappings.overriding(() -> {
			throw new IllegalStateException("no table");
		}).build()).build();
		for (int i = 0; i < 2; i++) {
			FakeRequest each = new FakeRequest();
			assertThat(pipeline.isDecidedElsewhere(new IOException())).isFalse();
			each.apply(pipeline.answerTo(new IOException("secret"), each));
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
		this.request.apply(pipeline().mappings(mappings)
			.build()
			.answerTo(new CompletionException(new java.lang.reflect.UndeclaredThrowableException(new IOException())),
					this.request));
		assertThat(this.request.status).isEqualTo(409);
	}

	@Test
	void rowsOfLibrariesNeverCountForACause() {
		ProblemMappings mappings = ProblemMappings.builder().map(IOException.class, 409, "TAKEN").build();
		this.request.apply(pipeline().mappings(mappings)
			.build()
			.answerTo(new IllegalStateException(new IOException()), this.request));
		assertThat(this.request.status).isEqualTo(500);
	}

	@Test
	void causeThatIsAnsweredShowsItsOwnMembers() {
		ProblemMappings mappings = ProblemMappings.builder()
			.build()
			.overriding()
			.map(SeatTakenException.class, 409, "TAKEN")
			.build();
		this.request.apply(pipeline().mappings(mappings)
			.build()
			.answerTo(new IllegalStateException(new SeatTakenException()), this.request));
		assertThat(this.request.status).isEqualTo(409);
		assertThat(this.request.text()).contains("\"seat\":7");
	}

	@Test
	void committedResponseIsToBeCut() {
		this.request.progress = Progress.COMMITTED;
		IllegalStateException exception = new IllegalStateException();
		assertThat(pipeline().build().answerTo(exception, this.request)).isEqualTo(new Cut(exception));
		assertThat(lines(Level.ERROR)).containsExactly("[id-1] failed after the response was committed: POST /orders");
	}

	@Test
	void streamOfEventsThatTimesOutIsNotCut() {
		this.request.progress = Progress.COMMITTED;
		assertThat(pipeline().build().answerTo(new AsyncRequestTimeoutException(), this.request))
			.isEqualTo(new Nothing());
		assertThat(this.log.list).hasSize(1).allMatch((event) -> event.getLevel() == Level.DEBUG);
	}

	@Test
	void responseThatTheContainerTookIsLoggedButNotSent() {
		this.request.progress = Progress.TAKEN;
		assertThat(pipeline().build().answerTo(new IllegalStateException(), this.request)).isEqualTo(new Nothing());
		assertThat(lines(Level.ERROR)).hasSize(1);
	}

	@Test
	void whatIsThrownAfterARefusalIsForTheContainerToTurn() {
		this.request.progress = Progress.REFUSED;
		IllegalStateException exception = new IllegalStateException();
		assertThat(pipeline().build().answerTo(exception, this.request)).isEqualTo(new Rethrow(exception));
		assertThat(pipeline().build().answerTo(404, null, this.request)).isEqualTo(new Nothing());
		assertThat(this.log.list).isEmpty();
	}

	@Test
	void whatIsDecidedElsewhereIsThrownOnByControllersOnly() {
		ProblemPipeline pipeline = pipeline()
			.mappings(ProblemMappings.builder().mapDecidedElsewhere(IOException.class, (ex) -> Problem.of(403)).build())
			.build();
		CompletionException exception = new CompletionException(new IOException());
		this.request.door = Door.CONTROLLER;
		assertThat(pipeline.answerTo(exception, this.request)).isEqualTo(new Rethrow(exception));
		this.request.door = Door.FILTER;
		assertThat(this.request.apply(pipeline.answerTo(exception, this.request)).status).isEqualTo(403);
	}

	@Test
	void goneClientLeavesADebugLineOnly() {
		this.request.progress = Progress.COMMITTED;
		assertThat(pipeline().build().answerTo(new org.apache.catalina.connector.ClientAbortException(), this.request))
			.isEqualTo(new Nothing());
		assertThat(this.log.list).hasSize(1).allMatch((event) -> event.getLevel() == Level.DEBUG);
	}

	@Test
	void ordinaryIoFailureIsNoGoneClient() {
		this.request.apply(pipeline().build().answerTo(new IOException("Broken pipe"), this.request));
		assertThat(this.request.status).isEqualTo(500);
		assertThat(lines(Level.ERROR)).hasSize(1);
	}

	@Test
	void stepsComeInOrder() {
		List<String> steps = new ArrayList<>();
		ProblemMappings mappings = ProblemMappings.builder().map(IOException.class, (ex) -> {
			steps.add("describe");
			return Problem.of(409, "TAKEN");
		}).build();
		this.request.apply(pipeline().mappings(mappings).customizers(List.of((problem, context) -> {
			steps.add("first: " + problem.title());
			return problem.withExtension("seen", 1);
		}, (problem, context) -> {
			steps.add("second: " + problem.extensions());
			return problem;
		})).writer((problem, context) -> {
			steps.add("write after " + this.log.list.size() + " log line: " + problem.extensions());
			return new ProblemWriter.Body("text/plain", "x".getBytes(StandardCharsets.UTF_8));
		}).build().answerTo(new IOException(), this.request));
		assertThat(steps).containsExactly("describe", "first: null", "second: {seen=1}",
				"write after 1 log line: {seen=1}");
	}

	@Test
	void failingCustomizerIsLoggedOnceAndSkipped() {
		ProblemPipeline pipeline = pipeline().customizers(List.of((problem, context) -> {
			throw new IllegalArgumentException("secret");
		}, (problem, context) -> problem.withExtension("after", true))).build();
		for (int i = 0; i < 3; i++) {
			this.request.apply(pipeline.answerTo(404, null, this.request));
			assertThat(this.request.status).isEqualTo(404);
			assertThat(this.request.text()).contains("\"after\":true").doesNotContain("secret");
		}
		assertThat(lines(Level.ERROR)).hasSize(1).first().asString().contains("the ProblemCustomizer");
	}

	@Test
	@SuppressWarnings("NullAway")
	void customizerThatReturnsNullIsSkipped() {
		this.request.apply(
				pipeline().customizers(List.of((problem, context) -> null)).build().answerTo(404, null, this.request));
		assertThat(this.request.status).isEqualTo(404);
		assertThat(this.request.text()).contains("NOT_FOUND");
	}

	@Test
	void failingWriterGivesTheLastResort() {
		this.request.apply(pipeline().writer((problem, context) -> {
			throw new IOException("secret");
		}).build().answerTo(404, null, this.request));
		assertThat(this.request.status).isEqualTo(404);
		assertThat(this.request.contentType()).isEqualTo("application/problem+json");
		assertThat(this.request.text()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
				+ "\"code\":\"NOT_FOUND\",\"request_id\":\"id-1\"}");
		assertThat(lines(Level.ERROR)).hasSize(1).first().asString().contains("the ProblemWriter");
	}

	@Test
	void failingWriterOfTheApplicationIsPassedOver() {
		List<ProblemWriter> writers = List.of((problem, context) -> {
			throw new IOException("secret");
		}, (problem, context) -> null);
		this.request.apply(pipeline().ownWriters(writers).build().answerTo(404, null, this.request));
		assertThat(this.request.status).isEqualTo(404);
		assertThat(this.request.contentType()).isEqualTo("application/problem+json");
		assertThat(this.request.text()).contains("\"detail\":").doesNotContain("secret");
		assertThat(lines(Level.ERROR)).hasSize(1).first().asString().contains("the ProblemWriter");
	}

	@Test
	void failingRowIsA500() {
		ProblemMappings mappings = ProblemMappings.builder().map(IOException.class, (ex) -> {
			throw new StackOverflowError();
		}).build();
		this.request.apply(pipeline().mappings(mappings).build().answerTo(new IOException(), this.request));
		assertThat(this.request.status).isEqualTo(500);
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
		this.request.apply(pipeline().messageSource(messages).build().answerTo(404, null, this.request));
		assertThat(this.request.text()).contains("\"title\":\"Not Found\"", "There is nothing at this address.")
			.doesNotContain("secret");
		assertThat(lines(Level.ERROR)).hasSize(1).first().asString().contains("the MessageSource");
	}

	@Test
	void failingRequestIdSourceGivesANewId() {
		ProblemPipeline pipeline = ProblemPipeline.builder().requestIds((request) -> {
			throw new IllegalStateException("secret");
		}).build();
		assertThat(pipeline.requestId(this.request)).startsWith("req_").isEqualTo(pipeline.requestId(this.request));
	}

	@Test
	void unsafeIdOfASourceIsReplaced() {
		ProblemPipeline pipeline = ProblemPipeline.builder().requestIds((request) -> "a\r\nb").build();
		assertThat(pipeline.requestId(this.request)).startsWith("req_");
	}

	@Test
	void failingHeaderSourceDoesNotKeepTheAnswer() {
		this.request.apply(pipeline().owed(OwedHeader.of("WWW-Authenticate", (request) -> {
			throw new IllegalStateException("secret");
		})).build().answerTo(401, null, this.request));
		assertThat(this.request.status).isEqualTo(401);
	}

	@Test
	void witnessIsBelievedOnlyIfItsRowAgreesWithTheStatus() {
		ProblemMappings mappings = ProblemMappings.builder().map(IOException.class, 401, "INVALID_TOKEN").build();
		ProblemPipeline pipeline = pipeline().mappings(mappings).build();
		this.request.state().witness(new IOException());
		this.request.apply(pipeline.answerTo(401, null, this.request));
		assertThat(this.request.text()).contains("INVALID_TOKEN");
		this.request.apply(pipeline.answerTo(403, null, this.request));
		assertThat(this.request.text()).contains("FORBIDDEN");
	}

	@Test
	void refinementsComeInTheOrderOfTheirStages() {
		List<Stage> seen = new ArrayList<>();
		List<ProblemRefinement> refinements = new ArrayList<>();
		for (Stage stage : List.of(Stage.CONCEALMENT, Stage.PAYLOAD, Stage.ORIGIN)) {
			refinements.add(new Noting(stage, seen));
		}
		this.request.apply(pipeline().refinements(refinements).build().answerTo(404, null, this.request));
		assertThat(seen).containsExactly(Stage.PAYLOAD, Stage.ORIGIN, Stage.CONCEALMENT);
	}

	@Test
	void codeThatACustomizerChangesHasItsOwnWords() {
		StaticMessageSource messages = new StaticMessageSource();
		messages.addMessage("mishap.title.ORDER_GONE", Locale.ENGLISH, "Order gone");
		messages.addMessage("mishap.detail.ORDER_GONE", Locale.ENGLISH, "The order was deleted.");
		this.request.apply(pipeline().messageSource(messages)
			.typeBase("https://e/")
			.customizers(List.of((problem, context) -> problem.withCode("ORDER_GONE")))
			.build()
			.answerTo(410, null, this.request));
		assertThat(this.request.text()).isEqualTo("{\"type\":\"https://e/order-gone\",\"title\":\"Order gone\","
				+ "\"status\":410,\"detail\":\"The order was deleted.\",\"code\":\"ORDER_GONE\","
				+ "\"request_id\":\"id-1\"}");
	}

	@Test
	void checkedExceptionOutOfAPartIsAsAnyOther() {
		this.request.apply(pipeline().customizers(List.of((problem, context) -> {
			throw sneaky(new IOException("secret"));
		})).build().answerTo(404, null, this.request));
		assertThat(this.request.status).isEqualTo(404);
		assertThat(this.request.text()).contains("NOT_FOUND").doesNotContain("secret");
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> RuntimeException sneaky(Throwable exception) throws E {
		throw (E) exception;
	}

	@Test
	void lineBreaksCannotForgeALogLine() {
		this.request.path = "/a\r\n2026-01-01 ERROR forged";
		this.request.apply(pipeline().build()
			.answerTo(new IllegalStateException("x\n2026-01-01 ERROR forged\u001b[31m"), this.request));
		ILoggingEvent event = this.log.list.get(0);
		assertThat(event.getFormattedMessage()).doesNotContain("\n").contains("/a\\u000d\\u000a2026");
		assertThat(event.getThrowableProxy().getMessage()).doesNotContain("\n", "\u001b")
			.contains("java.lang.IllegalStateException: x\\u000a2026");
		assertThat(event.getThrowableProxy().getStackTraceElementProxyArray()[0].getSTEAsString())
			.contains("lineBreaksCannotForgeALogLine");
	}

	@Test
	void endlessMessageIsCutInTheLog() {
		this.request.apply(pipeline().build().answerTo(new IllegalStateException("x".repeat(2_000_000)), this.request));
		assertThat(this.log.list.get(0).getThrowableProxy().getMessage()).hasSizeLessThan(5000)
			.contains("(2000000 characters)");
	}

	@Test
	void causesOfAnUnfitExceptionKeepTheirNamesAndTraces() {
		IllegalStateException exception = new IllegalStateException("a\nb", new IOException("the cause"));
		exception.addSuppressed(new IllegalArgumentException("suppressed"));
		this.request.apply(pipeline().build().answerTo(exception, this.request));
		assertThat(this.log.list.get(0).getThrowableProxy().getCause().getMessage())
			.isEqualTo("java.io.IOException: the cause");
		assertThat(this.log.list.get(0).getThrowableProxy().getSuppressed()[0].getMessage())
			.isEqualTo("java.lang.IllegalArgumentException: suppressed");
	}

	@Test
	void reasonIsTheDetailButNotUnder500() {
		this.request.apply(pipeline().build().answerTo(410, "It <b>went</b> away.", this.request));
		assertThat(this.request.text()).contains("\"detail\":\"It \\u003cb\\u003ewent\\u003c/b\\u003e away.\"");
		this.request.apply(pipeline().build().answerTo(500, "jdbc:h2:mem", this.request));
		assertThat(this.request.text()).doesNotContain("jdbc");
	}

	@Test
	void unregisteredStatusIsA500AndTheLogSaysWhatWasAskedFor() {
		this.request.apply(pipeline().build().answerTo(599, null, this.request));
		assertThat(this.request.status).isEqualTo(500);
		assertThat(lines(Level.WARN)).hasSize(1).first().asString().contains("status 599 was asked for");
	}

	@Test
	void filledStatusStaysAsItIs() {
		this.request.apply(pipeline().build().fill(499, this.request));
		assertThat(this.request.status).isEqualTo(499);
		assertThat(this.request.text()).contains("\"status\":499");
	}

	@Test
	void headersOfTheReplacedBodyGoAndOthersStay() {
		for (String name : HeaderFields.OF_REPLACED_BODY) {
			this.request.headers.put(name, List.of("replaced"));
		}
		this.request.headers.put("Access-Control-Allow-Origin", List.of("*"));
		this.request.headers.put("Vary", List.of("Origin"));
		this.request.apply(pipeline().build().answerTo(404, null, this.request));
		assertThat(this.request.headers).doesNotContainValue(List.of("replaced"))
			.containsEntry("Access-Control-Allow-Origin", List.of("*"))
			.containsEntry("Vary", List.of("Origin", "Accept, Accept-Language"))
			.containsEntry("Cache-Control", List.of("no-store"))
			.containsEntry("Content-Language", List.of("en"));
	}

	@Test
	void textsComeInTheCallersLanguageAndTheApplicationsWordsWin() {
		this.request.requestHeaders.put("Accept-Language", "fr, de;q=0.8, en;q=0.5");
		StaticMessageSource messages = new StaticMessageSource();
		messages.addMessage("mishap.detail.NOT_FOUND", Locale.GERMAN, "Hier ist nichts.");
		this.request.apply(pipeline().messageSource(messages).build().answerTo(404, null, this.request));
		assertThat(this.request.text()).contains("\"title\":\"Nicht gefunden\"", "\"detail\":\"Hier ist nichts.\"",
				"\"code\":\"NOT_FOUND\"");
		assertThat(this.request.headers).containsEntry("Content-Language", List.of("de"));
	}

	@Test
	void unparsableLanguageIsEnglish() {
		this.request.requestHeaders.put("Accept-Language", ";;q=x");
		this.request.apply(pipeline().build().answerTo(404, null, this.request));
		assertThat(this.request.headers).containsEntry("Content-Language", List.of("en"));
	}

	static class SeatTakenException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@ProblemMember
		final int seat = 7;

	}

	/** Refinement that notes its turn. */
	private record Noting(Stage stage, List<Stage> seen) implements ProblemRefinement {

		@Override
		public Problem refine(Problem problem, Throwable exception, ProblemRequest request,
				ProblemAnswer.Fields fields) {
			this.seen.add(this.stage);
			return problem;
		}

	}

}
