package dev.mishap.internal.rows;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import dev.mishap.Problem;
import dev.mishap.internal.Causes;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/** What another service's failure means for our own caller. */
final class Upstream {

	static final Problem FAILED = Problem.of(502, "UPSTREAM_FAILED");

	static final Problem TIMED_OUT = Problem.of(504, "UPSTREAM_TIMED_OUT");

	static final Problem UNAVAILABLE = Problem.of(503, "UPSTREAM_UNAVAILABLE");

	private static final int TOO_MANY_REQUESTS = 429;

	private static final int SERVICE_UNAVAILABLE = 503;

	private static final Pattern SECONDS = Pattern.compile("0*[1-9][0-9]*");

	private static final Pattern DATE = Pattern
		.compile("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT");

	private Upstream() {
	}

	/**
	 * Returns the problem of an answer that was an error. One that says when to come back
	 * is passed on as a time to wait, and nothing else of it.
	 */
	static Problem answered(int status, @Nullable HttpHeaders headers) {
		if (status != TOO_MANY_REQUESTS && status != SERVICE_UNAVAILABLE) {
			return FAILED;
		}
		String retryAfter = (headers != null) ? headers.getFirst(HttpHeaders.RETRY_AFTER) : null;
		if (retryAfter == null) {
			return FAILED;
		}
		boolean time = SECONDS.matcher(retryAfter).matches() || DATE.matcher(retryAfter).matches();
		return time ? UNAVAILABLE.withHeader(HttpHeaders.RETRY_AFTER, retryAfter) : UNAVAILABLE;
	}

	/** Returns the problem of a call that got no answer, by the exception beneath. */
	static Problem unreachable(Throwable exception) {
		Throwable reason = Causes.find(exception, (cause) -> isTimeout(cause) || isUnreachable(cause));
		if (reason == null) {
			return FAILED;
		}
		return isTimeout(reason) ? TIMED_OUT : UNAVAILABLE;
	}

	private static boolean isUnreachable(Throwable cause) {
		return cause instanceof ConnectException || cause instanceof UnknownHostException
				|| cause instanceof NoRouteToHostException || cause instanceof UnresolvedAddressException;
	}

	/** The time-outs of Netty and Apache's client extend these or are named alike. */
	private static boolean isTimeout(Throwable cause) {
		return cause instanceof HttpTimeoutException || cause instanceof SocketTimeoutException
				|| cause instanceof TimeoutException || cause.getClass().getName().endsWith("TimeoutException");
	}

}
