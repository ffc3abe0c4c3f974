package dev.mishap.benchmarks.jmh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;

/** As many exception classes as anybody wants: hidden ones, made from one file. */
final class ManyExceptions {

	private ManyExceptions() {
	}

	static Class<? extends Throwable> next() {
		try (InputStream stream = ManyExceptions.class.getResourceAsStream("ManyExceptions$Pattern.class")) {
			if (stream == null) {
				throw new IllegalStateException("no class file");
			}
			return MethodHandles.lookup()
				.defineHiddenClass(stream.readAllBytes(), false)
				.lookupClass()
				.asSubclass(Throwable.class);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Throwable instance(Class<? extends Throwable> type) {
		try {
			return type.getDeclaredConstructor().newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static final class Pattern extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Pattern() {
		}

	}

}
