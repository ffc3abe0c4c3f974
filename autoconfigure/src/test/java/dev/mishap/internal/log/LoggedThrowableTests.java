package dev.mishap.internal.log;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mishap.internal.log.LogLines.LoggedThrowable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of {@link LoggedThrowable}. */
class LoggedThrowableTests {

	private static final String FORGED = "first line\n2026-01-01 ERROR forged";

	private static String printed(Throwable exception) {
		StringWriter text = new StringWriter();
		LoggedThrowable.of(exception).printStackTrace(new PrintWriter(text, true));
		return text.toString();
	}

	private static Exception nested(int depth, Exception innermost) {
		Exception exception = innermost;
		for (int i = 0; i < depth; i++) {
			exception = new IllegalStateException("level " + i, exception);
		}
		return exception;
	}

	@Test
	void likenessKeepsCauseAndSuppressed() {
		RuntimeException cause = new IllegalArgumentException("first line\nsecond line");
		RuntimeException exception = new IllegalStateException("outer", cause);
		exception.addSuppressed(new IllegalStateException("beside"));
		Throwable likeness = LoggedThrowable.of(exception);
		assertThat(likeness).isNotSameAs(exception).hasMessage("java.lang.IllegalStateException: outer");
		assertThat(likeness.getCause()).hasMessageStartingWith("java.lang.IllegalArgumentException: first line")
			.hasMessageNotContaining("\n");
		assertThat(likeness.getCause().getStackTrace()).isEqualTo(cause.getStackTrace());
		assertThat(likeness.getSuppressed()).singleElement()
			.asString()
			.isEqualTo("java.lang.IllegalStateException: beside");
	}

	@Test
	void exceptionThatIsFitIsLoggedItself() {
		Exception exception = nested(20, new IOException());
		exception.addSuppressed(new IllegalStateException("tab\tis fine"));
		assertThat(LoggedThrowable.of(exception)).isSameAs(exception);
	}

	@Test
	void circleOfCausesIsLoggedItself() {
		Exception exception = new Exception("a");
		exception.initCause(new Exception("b", exception));
		assertThat(LoggedThrowable.of(exception)).isSameAs(exception);
	}

	@Test
	void deepRecursionKeepsItsTrace() {
		StackOverflowError error = new StackOverflowError();
		error.setStackTrace(java.util.stream.Stream.generate(() -> error.getStackTrace()[0])
			.limit(1024)
			.toArray(StackTraceElement[]::new));
		Throwable exception = new IllegalStateException("outer", error);
		assertThat(LoggedThrowable.of(exception)).isSameAs(exception);
	}

	@Test
	void manySuppressedExceptionsAreAFewPagesOfLog() {
		Exception exception = new IllegalStateException("batch");
		for (int i = 0; i < 20_000; i++) {
			exception.addSuppressed(new IOException("row " + i));
		}
		assertThat(printed(exception)).hasSizeLessThan(50_000)
			.contains("java.io.IOException: row 0", "(19984 suppressed exceptions are left out)");
	}

	@Test
	void suppressedExceptionsOfSuppressedOnesAreBoundedAsWell() {
		assertThat(printed(tree(4))).hasSizeLessThan(100_000).contains("left out");
	}

	/** With ten branches on each level. */
	private static Exception tree(int levels) {
		Exception exception = new Exception("level " + levels);
		for (int i = 0; i < 10 && levels > 0; i++) {
			exception.addSuppressed(tree(levels - 1));
		}
		return exception;
	}

	@Test
	void veryManyCausesAreAFewPagesOfLog() {
		Exception exception = new IOException();
		// deep inside nobody sees whether there is a trace, and to take it is what costs
		for (int i = 0; i < 99_000; i++) {
			exception = new Traceless(exception);
		}
		assertThat(printed(nested(1000, exception))).hasSizeLessThan(50_000)
			.contains("level 999", "(further causes are left out)");
	}

	@Test
	void causesWithoutEndAreAskedForUpToALimit() {
		AtomicInteger asked = new AtomicInteger();
		assertThat(printed(new Endless(asked))).hasSizeLessThan(50_000).contains("(further causes are left out)");
		assertThat(asked).hasValueLessThan(100);
	}

	@Test
	void longMessagesAreBoundedTogether() {
		Exception exception = new Exception("x".repeat(3000));
		for (int i = 0; i < 30; i++) {
			exception = new Exception("x".repeat(3000), exception);
		}
		assertThat(printed(exception)).hasSizeLessThan(60_000).contains("(3000 characters)");
	}

	@Test
	void framesAreBoundedTogether() {
		Exception exception = new Exception();
		StackTraceElement frame = new StackTraceElement("a.B", "c", "B.java", 1);
		for (int i = 0; i < 20; i++) {
			exception = new Exception(exception);
			StackTraceElement[] frames = new StackTraceElement[1000];
			java.util.Arrays.fill(frames, frame);
			frames[999] = new StackTraceElement("a.B", "c" + i, "B.java", 1);
			exception.setStackTrace(frames);
		}
		assertThat(printed(exception)).hasSizeLessThan(100_000);
	}

	@Test
	void lineBreaksBeyondTheDeepestCauseForgeNoLine() {
		for (int depth : new int[] { 0, 1, 31, 32, 33, 40, 1000 }) {
			assertThat(printed(nested(depth, new Exception(FORGED)))).doesNotContain("\n2026");
		}
	}

	@Test
	void lineBreaksOfTheCauseOfASuppressedExceptionForgeNoLine() {
		Exception exception = new Exception();
		exception.addSuppressed(new Exception("beside", new Exception("below", new Exception(FORGED))));
		assertThat(printed(exception)).contains("Suppressed: java.lang.Exception: beside", "first line\\u000a2026")
			.doesNotContain("\n2026");
	}

	@Test
	void lineBreaksOfASuppressedExceptionOfACauseForgeNoLine() {
		Exception cause = new Exception();
		cause.addSuppressed(new Exception(FORGED));
		assertThat(printed(new Exception("outer", cause))).doesNotContain("\n2026");
	}

	@Test
	void lineBreaksOfADescriptionForgeNoLine() {
		assertThat(printed(new Exception("harmless") {

			private static final long serialVersionUID = 1L;

			@Override
			public String toString() {
				return FORGED;
			}

		})).doesNotContain("\n2026");
	}

	/** Frames are data where an exception was read from somewhere. */
	@Test
	void lineBreaksOfAFrameForgeNoLine() {
		Exception exception = new Exception();
		exception.setStackTrace(new StackTraceElement[] { new StackTraceElement("a.B", FORGED, "B.java", 1) });
		assertThat(printed(exception)).contains("at a.B.first line\\u000a2026").doesNotContain("\n2026");
	}

	@Test
	void exceptionThatCannotTellAnythingIsLoggedByItsName() {
		assertThat(printed(new Mute())).startsWith(Mute.class.getName() + " (its message cannot be read)");
	}

	/** Has a new cause each time. */
	private static final class Endless extends Exception {

		private static final long serialVersionUID = 1L;

		private final transient AtomicInteger asked;

		Endless(AtomicInteger asked) {
			super("endless");
			this.asked = asked;
		}

		@Override
		public synchronized Throwable getCause() {
			this.asked.incrementAndGet();
			return new Endless(this.asked);
		}

	}

	/** Has a cause and no trace. */
	private static final class Traceless extends Exception {

		private static final long serialVersionUID = 1L;

		Traceless(Exception cause) {
			super("traceless", cause, true, false);
		}

	}

	/** Fails whatever it is asked. */
	private static final class Mute extends Exception {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new IllegalStateException();
		}

		@Override
		public synchronized Throwable getCause() {
			throw new IllegalStateException();
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			throw new IllegalStateException();
		}

	}

}
