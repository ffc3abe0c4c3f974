package dev.mishap;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mishap.testing.FakeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ProblemMappingsTests {

	private final ProblemMappings empty = ProblemMappings.builder().build();

	@Test
	void nearestSuperclassWins() {
		ProblemMappings mappings = ProblemMappings.builder()
			.map(Exception.class, 500, "ANY")
			.map(IOException.class, 502, "IO")
			.build();
		assertThat(mappings.problemFor(new FileNotFoundException(), new FakeRequest()).code()).isEqualTo("IO");
		assertThat(mappings.problemFor(new IllegalStateException(), new FakeRequest()).code()).isEqualTo("ANY");
		assertThat(mappings.problemFor(new AssertionError(), new FakeRequest()).code()).isEqualTo("INTERNAL_ERROR");
	}

	@Test
	void twoRowsOfOneLayerForOneClassAreAMistake() {
		ProblemMappings.Builder builder = ProblemMappings.builder().map(IOException.class, 502, "IO");
		assertThatIllegalStateException().isThrownBy(() -> builder.map(IOException.class, 503, "OI"))
			.withMessage("java.io.IOException has two rows: remove one of them");
	}

	@Test
	void rowAboveReplacesAndMayPassDown() {
		ProblemMappings library = ProblemMappings.builder().map(IOException.class, 502, "IO").build();
		ProblemMappings mappings = library.overriding()
			.map(IOException.class, (ex) -> "mine".equals(ex.getMessage()) ? Problem.of(409, "MINE") : null)
			.build();
		assertThat(mappings.problemFor(new IOException("mine"), new FakeRequest()).code()).isEqualTo("MINE");
		assertThat(mappings.problemFor(new IOException("other"), new FakeRequest()).code()).isEqualTo("IO");
	}

	@Test
	void rowIsAskedWithoutRequestToo() {
		ProblemMappings mappings = ProblemMappings.builder()
			.map(IOException.class,
					(exception, request) -> (request.method() == null) ? Problem.of(503, "NO_METHOD") : null)
			.build();
		assertThat(mappings.problemFor(new IOException()).code()).isEqualTo("NO_METHOD");
		assertThat(mappings.problemFor(new IllegalStateException())).isEqualTo(Problem.of(500));
	}

	@Test
	void tableBelowIsMadeOnceAndNotBeforeItIsNeeded() {
		AtomicInteger made = new AtomicInteger();
		ProblemMappings mappings = ProblemMappings.overriding(() -> {
			made.incrementAndGet();
			return ProblemMappings.builder().map(IOException.class, 502, "IO").build();
		}).map(IllegalStateException.class, 409, "MINE").build();
		ProblemMappings above = mappings.overriding().map(IOException.class, (ex) -> null).build();
		assertThat(made).hasValue(0);
		assertThat(above.problemFor(new IOException(), new FakeRequest()).code()).isEqualTo("IO");
		assertThat(mappings.problemFor(new IllegalStateException(), new FakeRequest()).code()).isEqualTo("MINE");
		assertThat(mappings.types()).containsExactly(IOException.class, IllegalStateException.class);
		assertThat(made).hasValue(1);
	}

	@Test
	void whatAClassSaysOfItselfIsNearerThanARowOfItsSuperclass() {
		ProblemMappings mappings = ProblemMappings.builder().map(RuntimeException.class, 400, "ANY").build();
		assertThat(mappings.problemFor(new OutOfStockException(), new FakeRequest()))
			.isEqualTo(Problem.of(409, "OUT_OF_STOCK"));
		assertThat(mappings.problemFor(new ResponseStatusException(HttpStatus.GONE), new FakeRequest()).status())
			.isEqualTo(410);
	}

	@Test
	void rowForTheVeryClassWinsOverWhatItSaysOfItself() {
		ProblemMappings mappings = ProblemMappings.builder()
			.map(OutOfStockException.class, 404, "GONE_FISHING")
			.build();
		assertThat(mappings.problemFor(new OutOfStockException(), new FakeRequest()).code()).isEqualTo("GONE_FISHING");
	}

	@Test
	void errorCodeAloneTakesTheStatusFromAbove() {
		ProblemMappings mappings = ProblemMappings.builder().map(IllegalStateException.class, 503, "BUSY").build();
		assertThat(mappings.problemFor(new CodedException(), new FakeRequest()))
			.isEqualTo(Problem.of(503, "MODEL_COLD"));
		assertThat(this.empty.problemFor(new CodedException(), new FakeRequest()))
			.isEqualTo(Problem.of(500, "MODEL_COLD"));
	}

	@Test
	void codeAndReasonStandBesideResponseStatus() {
		Problem problem = this.empty.problemFor(new PaymentException(), new FakeRequest());
		assertThat(problem.status()).isEqualTo(402);
		assertThat(problem.code()).isEqualTo("CARD_DECLINED");
		assertThat(problem.wording())
			.isEqualTo(new Wording("The card was declined.", List.of(), "The card was declined."));
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 204, 302, 304, 399, 419, 499, 599, 600, 999 })
	void statusesThatNoErrorHasBecome500(int status) {
		assertThat(
				this.empty.problemFor(new ResponseStatusException(HttpStatusCode.valueOf(status)), new FakeRequest()))
			.isEqualTo(Problem.of(500));
	}

	@ParameterizedTest
	@ValueSource(ints = { 419, 499, 599 })
	void rowOfAStatusThatNoErrorHasIsRefusedOrBecomes500(int status) {
		ProblemMappings.Builder builder = ProblemMappings.builder();
		assertThatIllegalArgumentException().isThrownBy(() -> builder.map(IOException.class, status, "IO"))
			.withMessage("'status' must be a registered one of an error but is " + status);
		ProblemMappings mappings = builder.map(IOException.class, (ex) -> Problem.of(status, "IO")).build();
		assertThat(mappings.problemFor(new IOException(), new FakeRequest())).isEqualTo(Problem.of(500));
	}

	@Test
	void reasonOfA500StaysInTheLog() {
		Problem problem = this.empty.problemFor(new ResponseStatusException(HttpStatus.INTERNAL_SERVER_ERROR, "jdbc:x"),
				new FakeRequest());
		assertThat(problem).isEqualTo(Problem.of(500));
	}

	@Test
	void problemDetailKeepsItsMembersAndHeaders() {
		ProblemDetail detail = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Seven is taken.");
		detail.setType(java.net.URI.create("https://example.org/taken"));
		detail.setTitle("Taken");
		detail.setProperty("seat", 7);
		detail.setProperty("code", "SEAT_TAKEN");
		ErrorResponseException exception = new ErrorResponseException(HttpStatus.CONFLICT, detail, null);
		exception.getHeaders().set("Retry-After", "9");
		Problem problem = this.empty.problemFor(exception, new FakeRequest());
		assertThat(problem.code()).isEqualTo("SEAT_TAKEN");
		assertThat(problem.type()).isEqualTo(java.net.URI.create("https://example.org/taken"));
		assertThat(problem.title()).isEqualTo("Taken");
		assertThat(problem.wording().fallback()).hasToString("Literal[text=Seven is taken.]");
		assertThat(problem.extensions()).containsOnlyKeys("seat");
		assertThat(problem.header("Retry-After")).isEqualTo("9");
	}

	@Test
	void headerThatCouldInjectIsLeftOut() {
		ErrorResponseException exception = new ErrorResponseException(HttpStatus.CONFLICT);
		exception.getHeaders().set("Link", "a\r\nSet-Cookie: x=1");
		exception.getHeaders().set("X-Fine", "yes");
		assertThat(this.empty.problemFor(exception, new FakeRequest()).headers()).containsOnlyKeys("X-Fine");
	}

	/** Nearest first, and only what was said on purpose. */
	@Test
	void causesAreAskedWhereNobodyKnowsTheException() {
		ProblemMappings mappings = ProblemMappings.builder()
			.map(IOException.class, 502, "IO")
			.build()
			.overriding()
			.map(IllegalArgumentException.class, 422, "MINE")
			.map(ArithmeticException.class, (ex) -> null)
			.build();
		assertThat(mappings.problemFor(new RuntimeException(new IllegalArgumentException()), new FakeRequest()).code())
			.isEqualTo("MINE");
		assertThat(mappings.problemFor(new RuntimeException(new OutOfStockException()), new FakeRequest()).status())
			.isEqualTo(409);
		assertThat(mappings
			.problemFor(new RuntimeException(new Error(new IllegalArgumentException(new OutOfStockException()))),
					new FakeRequest())
			.code()).isEqualTo("MINE");
		assertThat(
				mappings.problemFor(causedBy(new ArithmeticException(), new OutOfStockException()), new FakeRequest())
					.code())
			.isEqualTo("OUT_OF_STOCK");
		assertThat(mappings.problemFor(new RuntimeException(new IOException()), new FakeRequest()).status())
			.isEqualTo(500);
		assertThat(mappings.problemFor(new IOException(new OutOfStockException()), new FakeRequest()).code())
			.isEqualTo("IO");
		assertThat(mappings.knows(new RuntimeException(new OutOfStockException()), new FakeRequest())).isTrue();
		assertThat(mappings.knows(new RuntimeException(new IOException()), new FakeRequest())).isFalse();
	}

	@Test
	void exceptionThatItsRowLeavesToOthersIsNotKnown() {
		ProblemMappings mappings = ProblemMappings.builder()
			.map(IllegalArgumentException.class,
					(exception) -> "mine".equals(exception.getMessage()) ? Problem.of(409) : null)
			.build();
		assertThat(mappings.knows(new NumberFormatException("mine"), new FakeRequest())).isTrue();
		assertThat(mappings.knows(new NumberFormatException("other"), new FakeRequest())).isFalse();
	}

	/** A code alone takes its status from a row of the library, which is for no cause. */
	@Test
	void codeOfACauseIsNoReasonToBlameTheCaller() {
		ProblemMappings mappings = ProblemMappings.builder().map(IllegalStateException.class, 404, "GONE").build();
		assertThat(mappings.problemFor(new CodedException(), new FakeRequest()).status()).isEqualTo(404);
		assertThat(mappings.problemFor(new RuntimeException(new CodedException()), new FakeRequest()))
			.isEqualTo(Problem.of(500));
	}

	private static Throwable causedBy(Throwable cause, Throwable deeper) {
		return new RuntimeException(cause.initCause(deeper));
	}

	@Test
	void decidedElsewhereEndsWhereTheApplicationHasARow() {
		ProblemMappings library = ProblemMappings.builder()
			.mapDecidedElsewhere(SecurityException.class, (ex) -> Problem.of(403))
			.build();
		assertThat(library.isDecidedElsewhere(new SecurityException())).isTrue();
		assertThat(library.isDecidedElsewhere(new IllegalStateException())).isFalse();
		ProblemMappings mappings = library.overriding().map(SecurityException.class, 404, "HIDDEN").build();
		assertThat(mappings.isDecidedElsewhere(new SecurityException())).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "OutOfStockException,OUT_OF_STOCK", "URLTooLongException,URL_TOO_LONG", "Http2Error,HTTP2",
			"Exception,EXCEPTION", "PlainName,PLAIN_NAME" })
	void codeIsDerivedFromTheNameOfTheClass(String name, String code) throws Exception {
		Class<?> type = name.equals("Exception") ? Exception.class
				: Class.forName(ProblemMappingsTests.class.getName() + "$" + name);
		assertThat(SelfDescription.codeOf(type, 500)).isEqualTo(code);
	}

	@ResponseStatus(HttpStatus.CONFLICT)
	static class OutOfStockException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	@ErrorCode("MODEL_COLD")
	static class CodedException extends IllegalStateException {

		private static final long serialVersionUID = 1L;

	}

	@ErrorCode("CARD_DECLINED")
	@ResponseStatus(code = HttpStatus.PAYMENT_REQUIRED, reason = "The card was declined.")
	static class PaymentException extends Exception {

		private static final long serialVersionUID = 1L;

	}

	static class URLTooLongException {

	}

	static class Http2Error {

	}

	static class PlainName {

	}

}
