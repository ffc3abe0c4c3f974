package dev.mishap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of {@link LoggedThrowable}. */
class LoggedThrowableTests {

	@Test
	void likenessKeepsCauseAndSuppressed() {
		RuntimeException cause = new IllegalArgumentException("first line\nsecond line");
		RuntimeException exception = new IllegalStateException("outer", cause);
		exception.addSuppressed(new IllegalStateException("beside"));
		Throwable likeness = LoggedThrowable.of(exception);
		assertThat(likeness).isNotSameAs(exception).hasMessage("java.lang.IllegalStateException: outer");
		assertThat(likeness.getCause()).hasMessageStartingWith("java.lang.IllegalArgumentException: first line")
			.hasMessageNotContaining("\n");
		assertThat(likeness.getSuppressed()).singleElement()
			.asString()
			.isEqualTo("java.lang.IllegalStateException: beside");
	}

}
