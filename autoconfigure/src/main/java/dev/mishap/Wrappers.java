package dev.mishap;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.ClassUtils;

/**
 * What stands around the exception that counts. The wrappers are a closed list: a cause
 * that code of the application put into an exception of its own is not the client's
 * concern.
 */
final class Wrappers {

	/** Causes looked through at the most; a chain may be a circle. */
	private static final int MAX_CAUSES = 32;

	private static final ClassNames WRAPPERS = new ClassNames("jakarta.persistence.PersistenceException",
			"jakarta.persistence.RollbackException", "jakarta.servlet.ServletException",
			"org.springframework.core.retry.RetryException", "org.springframework.orm.jpa.JpaSystemException",
			"org.springframework.transaction.TransactionSystemException", "reactor.core.Exceptions$ReactiveException");

	/**
	 * Exceptions that only a vanished client causes. {@code EOFException} and texts such
	 * as "Broken pipe" are not among them: they come from any connection, those to a
	 * database or another service included.
	 */
	private static final ClassNames CLIENT_GONE = new ClassNames("org.apache.catalina.connector.ClientAbortException",
			"org.apache.coyote.CloseNowException", "org.eclipse.jetty.io.EofException",
			"org.eclipse.jetty.ee11.nested.EofException",
			"org.springframework.web.context.request.async.AsyncRequestNotUsableException");

	private Wrappers() {
	}

	/** Returns the exception that counts. */
	static Throwable unwrap(Throwable exception) {
		Throwable current = exception;
		for (int i = 0; i < MAX_CAUSES && isWrapper(current); i++) {
			Throwable cause = cause(current);
			if (cause == null || cause == current) {
				break;
			}
			current = cause;
		}
		return current;
	}

	private static boolean isWrapper(Throwable exception) {
		if (exception instanceof CompletionException || exception instanceof ExecutionException
				|| exception instanceof UndeclaredThrowableException) {
			return true;
		}
		return WRAPPERS.isExactly(exception.getClass());
	}

	/** Returns whether the exception tells of a client that is no longer there. */
	static boolean isClientGone(Throwable exception) {
		Throwable current = exception;
		for (int i = 0; i < MAX_CAUSES && current != null; i++) {
			if (CLIENT_GONE.isInstance(current)) {
				return true;
			}
			current = cause(current);
		}
		return false;
	}

	/** Returns whether the body of the request didn't arrive in time. */
	static boolean isReadTimeout(Throwable exception) {
		boolean late = false;
		Throwable current = exception;
		for (int i = 0; exception instanceof HttpMessageNotReadableException && i < MAX_CAUSES
				&& current != null; i++) {
			late = late || current instanceof TimeoutException;
			current = cause(current);
		}
		return late;
	}

	/** Returns the cause; what fails to tell it has none. */
	static @Nullable Throwable cause(Throwable exception) {
		try {
			return exception.getCause();
		}
		catch (RuntimeException | Error ignored) {
			// an exception may override getCause and fail in it
			return null;
		}
	}

	/** Classes by their names, for those that may be absent. */
	private static final class ClassNames {

		private final ClassValue<Boolean> exact;

		private final ClassValue<Boolean> assignable;

		ClassNames(String... names) {
			java.util.Set<String> set = java.util.Set.of(names);
			this.exact = new ClassValue<>() {

				@Override
				protected Boolean computeValue(Class<?> type) {
					return set.contains(type.getName());
				}

			};
			this.assignable = new ClassValue<>() {

				@Override
				protected Boolean computeValue(Class<?> type) {
					for (Class<?> c = type; c != null; c = c.getSuperclass()) {
						if (set.contains(c.getName())) {
							return true;
						}
					}
					return false;
				}

			};
		}

		boolean isExactly(Class<?> type) {
			return this.exact.get(ClassUtils.getUserClass(type));
		}

		boolean isInstance(Throwable exception) {
			return this.assignable.get(exception.getClass());
		}

	}

}
