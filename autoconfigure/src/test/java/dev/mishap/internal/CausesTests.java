package dev.mishap.internal;

import java.io.IOException;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class CausesTests {

	@Test
	void nearestIsFound() {
		IOException inner = new IOException();
		IOException outer = new IOException(new IllegalStateException(inner));
		assertThat(Causes.find(new RuntimeException(outer), IOException.class)).isSameAs(outer);
		assertThat(Causes.find(new RuntimeException(), IOException.class)).isNull();
		assertThat(Causes.find(null, IOException.class)).isNull();
		assertThat(Causes.chain(outer)).hasSize(3).first().isSameAs(outer);
	}

	@Test
	@Timeout(10)
	void circleAndEndlessChainEnd() {
		IllegalStateException first = new IllegalStateException();
		first.initCause(new IllegalArgumentException(first));
		assertThat(Causes.find(first, IOException.class)).isNull();
		assertThat(Causes.find(new Endless(), IOException.class)).isNull();
	}

	@Test
	void causeThatCannotBeToldIsNone() {
		assertThat(Causes.of(new Refusing())).isNull();
		assertThat(Causes.chain(new Refusing())).hasSize(1);
		assertThat(Causes.of(new SneakilyRefusing())).isNull();
		assertThat(Causes.unwrap(new SneakilyRefusing())).isInstanceOf(SneakilyRefusing.class);
	}

	static class Endless extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public synchronized Throwable getCause() {
			return new Endless();
		}

	}

	/** Kotlin declares no exceptions. */
	static class SneakilyRefusing extends CompletionException {

		private static final long serialVersionUID = 1L;

		@Override
		public synchronized Throwable getCause() {
			throw SneakilyRefusing.<RuntimeException>undeclared(new IOException());
		}

		@SuppressWarnings("unchecked")
		private static <E extends Throwable> E undeclared(Throwable exception) throws E {
			throw (E) exception;
		}

	}

	static class Refusing extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public synchronized Throwable getCause() {
			throw new IllegalStateException();
		}

	}

}
