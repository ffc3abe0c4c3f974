package dev.mishap.internal;

import java.io.IOException;

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
	}

	static class Endless extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public synchronized Throwable getCause() {
			return new Endless();
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
