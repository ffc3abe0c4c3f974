package dev.mishap.internal.rows;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.Causes;
import dev.mishap.internal.ProblemRows;
import org.jspecify.annotations.Nullable;

import org.springframework.core.codec.DecodingException;
import org.springframework.http.HttpHeaders;
import org.springframework.util.ClassUtils;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Rows of calls to other services through {@code RestClient}, {@code RestTemplate}, HTTP
 * interfaces and, where it is there, {@code WebClient}. What such a service said to us is
 * not said to our caller, who neither chose it nor has credentials for it.
 */
public final class UpstreamRows implements ProblemRows {

	/** Another service did not do what it was asked. */
	public static final Problem FAILED = Problem.of(502, "UPSTREAM_FAILED");

	private static final Problem TIMED_OUT = Problem.of(504, "UPSTREAM_TIMED_OUT");

	/** Another service has no time, and says when it has. */
	public static final Problem UNAVAILABLE = Problem.of(503, "UPSTREAM_UNAVAILABLE");

	private static final int TOO_MANY_REQUESTS = 429;

	private static final int SERVICE_UNAVAILABLE = 503;

	private static final Pattern SECONDS = Pattern.compile("0*[1-9][0-9]*");

	private static final Pattern DATE = Pattern
		.compile("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT");

	private final @Nullable ClassLoader classLoader;

	private final Answers answers;

	/**
	 * Creates the rows.
	 * @param classLoader where {@code WebClient} is looked for
	 * @param answers who is asked first about an answer
	 */
	public UpstreamRows(@Nullable ClassLoader classLoader, Answers answers) {
		this.classLoader = classLoader;
		this.answers = answers;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(RestClientException.class, FAILED);
		Problem[] answered = answered();
		mappings.map(RestClientResponseException.class, this::answered, answered);
		mappings.map(ResourceAccessException.class, UpstreamRows::unreachable, FAILED, TIMED_OUT, UNAVAILABLE);
		if (ClassUtils.isPresent("org.springframework.web.reactive.function.client.WebClientException",
				this.classLoader)) {
			OfWebClient.addTo(mappings, this, answered);
		}
	}

	private Problem[] answered() {
		List<Problem> problems = new ArrayList<>(this.answers.problems());
		problems.add(FAILED);
		problems.add(UNAVAILABLE);
		return problems.toArray(new Problem[0]);
	}

	/**
	 * Without the header fields of an answer there was no call: our own code has made the
	 * exception, as a way to say a status.
	 */
	private Problem answered(RestClientResponseException exception) {
		Problem known = this.answers.problem(exception);
		if (known != null) {
			return known;
		}
		int status = exception.getStatusCode().value();
		HttpHeaders headers = exception.getResponseHeaders();
		return (headers != null) ? answered(status, headers) : Problem.of(status);
	}

	/**
	 * Returns the problem of an answer that was an error. One that says when to come back
	 * is passed on as a time to wait, and nothing else of it.
	 * @param status the status of the answer
	 * @param headers the header fields of the answer, or {@code null} if they are not
	 * known
	 */
	public static Problem answered(int status, @Nullable HttpHeaders headers) {
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
	private static Problem unreachable(Throwable exception) {
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

	/** {@code WebClient}. */
	private static final class OfWebClient {

		private static final String READ_ANSWER = "[DefaultClientResponse]";

		static void addTo(ProblemMappings.Builder mappings, UpstreamRows rows, Problem[] answered) {
			mappings.map(WebClientException.class, FAILED);
			mappings.map(WebClientResponseException.class, (exception) -> answered(rows, exception), answered);
			mappings.map(WebClientRequestException.class, UpstreamRows::unreachable, FAILED, TIMED_OUT, UNAVAILABLE);
			mappings.map(DecodingException.class, OfWebClient::undecoded, FAILED);
		}

		/**
		 * In a servlet application nothing else decodes reactively. In a reactive one the
		 * body of the request may have been decoded by the application's own means, and
		 * no other service has failed.
		 */
		private static @Nullable Problem undecoded(DecodingException exception, ProblemRequest request) {
			boolean reactive = request.unwrap(ServerWebExchange.class) != null;
			return (!reactive || isOfAnswer(exception)) ? FAILED : null;
		}

		/** {@code WebClient} notes at a failure whose answer it was reading. */
		private static boolean isOfAnswer(DecodingException exception) {
			for (Throwable note : exception.getSuppressed()) {
				String text = note.getMessage();
				if (text != null && text.contains(READ_ANSWER)) {
					return true;
				}
			}
			return false;
		}

		/** Without a request there was no call: our own code has made the exception. */
		private static Problem answered(UpstreamRows rows, WebClientResponseException exception) {
			Problem known = rows.answers.problem(exception);
			if (known != null) {
				return known;
			}
			int status = exception.getStatusCode().value();
			return (exception.getRequest() != null) ? UpstreamRows.answered(status, exception.getHeaders())
					: Problem.of(status);
		}

	}

	/** What is known of the answers of other services beside status and header fields. */
	public interface Answers {

		/** Nothing. */
		Answers NONE = new Answers() {

			@Override
			public @Nullable Problem problem(Throwable exception) {
				return null;
			}

			@Override
			public List<Problem> problems() {
				return List.of();
			}

		};

		/**
		 * Returns the problem of an exception that tells of an answer.
		 * @return the problem, or {@code null} to go by status and header fields
		 */
		@Nullable Problem problem(Throwable exception);

		/**
		 * Returns all problems that there can be.
		 */
		List<Problem> problems();

	}

}
