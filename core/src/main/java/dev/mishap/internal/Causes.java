package dev.mishap.internal;

import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.ClassUtils;
import org.springframework.web.multipart.MultipartException;

/**
 * Walks from an exception to its causes. A chain may be a circle or without end, and an
 * exception may fail when it is asked for its cause: neither harms the walk.
 */
public final class Causes {

	private static final int MAX_WRAPPERS = 32;

	private static final Set<String> WRAPPERS = Set.of("dev.mishap.internal.reactive.FatalErrorException",
			"com.google.common.util.concurrent.ExecutionError",
			"com.google.common.util.concurrent.UncheckedExecutionException", "jakarta.persistence.PersistenceException",
			"jakarta.persistence.RollbackException", "jakarta.servlet.ServletException",
			"java.lang.reflect.InvocationTargetException", "java.lang.reflect.UndeclaredThrowableException",
			"java.security.PrivilegedActionException", "java.util.concurrent.StructuredTaskScope$FailedException",
			"org.aspectj.lang.SoftException", "org.springframework.cache.Cache$ValueRetrievalException",
			"org.springframework.core.retry.RetryException", "org.springframework.orm.jpa.JpaSystemException",
			"org.springframework.transaction.TransactionSystemException", "reactor.core.Exceptions$ReactiveException",
			"reactor.core.Exceptions$RetryExhaustedException");

	/**
	 * Exceptions that only a vanished client causes. {@code EOFException} and texts such
	 * as "Broken pipe" are not among them: they come from any connection, those to a
	 * database or another service included.
	 */
	private static final Set<String> CLIENT_GONE = Set.of("org.apache.catalina.connector.ClientAbortException",
			"org.apache.coyote.CloseNowException", "org.eclipse.jetty.io.EofException",
			"org.eclipse.jetty.ee11.nested.EofException",
			"org.springframework.web.context.request.async.AsyncRequestNotUsableException");

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
		catch (Throwable ignored) {
			// an exception may override getCause and fail in it, in Kotlin with a checked
			// one
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

	/** Returns the exception that counts. */
	public static Throwable unwrap(Throwable exception) {
		Throwable current = exception;
		for (int i = 0; i < MAX_WRAPPERS && isWrapper(current); i++) {
			Throwable cause = Causes.of(current);
			if (cause == null) {
				break;
			}
			current = cause;
		}
		return current;
	}

	private static boolean isWrapper(Throwable exception) {
		if (exception instanceof CompletionException || exception instanceof ExecutionException) {
			return true;
		}
		return WRAPPERS.contains(ClassUtils.getUserClass(exception).getName());
	}

	/** Returns whether the exception tells of a client that is no longer there. */
	public static boolean isClientGone(Throwable exception) {
		return Causes.find(exception, Causes::tellsOfGoneClient) != null;
	}

	private static boolean tellsOfGoneClient(Throwable exception) {
		for (Class<?> c = exception.getClass(); c != Throwable.class; c = c.getSuperclass()) {
			if (CLIENT_GONE.contains(c.getName())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns whether an exception is about the body of the request, which could not be
	 * read.
	 * @param exception the exception
	 * @param unread why the container could not read the body on, if it says so
	 */
	static boolean isOfBody(@Nullable Throwable exception, @Nullable Throwable unread) {
		return exception instanceof HttpMessageNotReadableException || exception instanceof MultipartException
				|| (unread != null && Causes.find(exception, (cause) -> cause == unread) != null);
	}

	/**
	 * Returns whether something has waited too long: Jetty has the one exception, Tomcat
	 * the other.
	 */
	static boolean isTimeout(@Nullable Throwable exception) {
		return Causes.find(exception,
				(cause) -> cause instanceof TimeoutException || cause instanceof SocketTimeoutException) != null;
	}

	/**
	 * Returns whether a container that calls the client gone means only that a body
	 * didn't arrive: the client may still listen.
	 */
	static boolean isUnread(@Nullable Throwable exception) {
		return isTimeout(exception) || Causes.find(exception, EOFException.class) != null;
	}

}
