package dev.mishap.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Walks from an exception to its causes. A chain may be a circle or without end, and an
 * exception may fail when it is asked for its cause: neither harms the walk.
 */
public final class Causes {

	/** Exceptions looked at, the first one included. */
	private static final int MAX_EXCEPTIONS = 32;

	private Causes() {
	}

	/**
	 * Returns the cause of an exception.
	 * @param exception the exception
	 * @return the cause, or {@code null} if there is none or it cannot be told
	 */
	public static @Nullable Throwable of(Throwable exception) {
		try {
			Throwable cause = exception.getCause();
			return (cause != exception) ? cause : null;
		}
		catch (RuntimeException | Error ignored) {
			// an exception may override getCause and fail in it
			return null;
		}
	}

	/**
	 * Returns an exception and its causes, from the outside to the inside.
	 * @param exception the exception to start with, or {@code null} for none
	 */
	public static List<Throwable> chain(@Nullable Throwable exception) {
		List<Throwable> chain = new ArrayList<>();
		find(exception, (each) -> {
			chain.add(each);
			return false;
		});
		return chain;
	}

	/**
	 * Returns the first of an exception and its causes that is wanted.
	 * @param exception the exception to start with, or {@code null} to find nothing
	 * @param wanted says which one is wanted
	 * @return the exception or one of its causes, or {@code null} if none is wanted
	 */
	public static @Nullable Throwable find(@Nullable Throwable exception, Predicate<? super Throwable> wanted) {
		Throwable current = exception;
		for (int i = 0; i < MAX_EXCEPTIONS && current != null; i++) {
			if (wanted.test(current)) {
				return current;
			}
			current = of(current);
		}
		return null;
	}

	/**
	 * Returns the first of an exception and its causes that is of a type.
	 * @param <T> the type
	 * @param exception the exception to start with, or {@code null} to find nothing
	 * @param type the class of the type
	 * @return the exception or one of its causes, or {@code null} if none is of the type
	 */
	public static <T> @Nullable T find(@Nullable Throwable exception, Class<T> type) {
		Throwable found = find(exception, type::isInstance);
		return (found != null) ? type.cast(found) : null;
	}

}
