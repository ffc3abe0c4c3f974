package dev.mishap.client;

import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.mishap.Problem;
import dev.mishap.ProblemType;
import dev.mishap.internal.Causes;
import dev.mishap.internal.RequestIds;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.ClassUtils;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * Answer of another service that is an error: what there is to know when an exception is
 * made of it. An exception class of an application that is bound to a code has a
 * constructor with this as its only parameter.
 *
 * @since 0.1.0
 */
public final class UpstreamAnswer implements UpstreamFailure {

	private static final boolean WEB_CLIENT_PRESENT = ClassUtils.isPresent(
			"org.springframework.web.reactive.function.client.WebClientResponseException",
			UpstreamAnswer.class.getClassLoader());

	private static final String UNKNOWN_SERVICE = "the other service";

	/** Methods that do no harm when they arrive twice (RFC 9110, section 9.2.2). */
	private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "QUERY");

	/** Statuses of failures that pass. */
	private static final Set<Integer> TRANSIENT = Set.of(408, 425, 429, 502, 503, 504);

	private final String service;

	private final @Nullable HttpRequest request;

	private final HttpStatusCode status;

	private final String statusText;

	private final HttpHeaders headers;

	private final BoundedBody body;

	private final Instant received = Instant.now();

	private final Duration maxRetryAfter;

	private final UpstreamProblem problem;

	UpstreamAnswer(ProblemClient client, HttpRequest request, HttpStatusCode status, String statusText,
			HttpHeaders headers, BoundedBody body) {
		this(client.serviceOf(request), request, status, statusText, headers, body, client.maxRetryAfter());
	}

	private UpstreamAnswer(String service, @Nullable HttpRequest request, HttpStatusCode status, String statusText,
			HttpHeaders headers, BoundedBody body, Duration maxRetryAfter) {
		this.service = service;
		this.request = request;
		this.status = status;
		this.statusText = statusText;
		this.headers = headers;
		this.body = body;
		this.maxRetryAfter = maxRetryAfter;
		this.problem = ProblemReader.read(status.value(), headers, body.bytes(), body.isCut());
	}

	/**
	 * Returns the answer that an exception tells of: one of this module, or one of
	 * Spring's own, or the nearest of its causes that is one.
	 * @param exception the exception
	 * @return the answer, or nothing if no other service has answered
	 */
	public static Optional<UpstreamAnswer> of(@Nullable Throwable exception) {
		Throwable found = Causes.find(exception, (cause) -> find(cause) != null);
		return Optional.ofNullable((found != null) ? find(found) : null);
	}

	/**
	 * Returns the answer that a client of this module has put on an exception, which is
	 * not asked for its causes.
	 * @param exception the exception
	 * @return the answer, or {@code null} if it has none, as one that Spring alone has
	 * made
	 */
	public static @Nullable UpstreamAnswer read(Throwable exception) {
		return (exception instanceof UpstreamFailure failure) ? failure.answer() : AnswerNote.find(exception);
	}

	private static @Nullable UpstreamAnswer find(Throwable exception) {
		UpstreamAnswer read = read(exception);
		if (read != null) {
			return read;
		}
		if (exception instanceof RestClientResponseException response) {
			return ofSpring(response);
		}
		return WEB_CLIENT_PRESENT ? OfWebClient.find(exception) : null;
	}

	/** Without header fields there was no answer: somebody has made the exception. */
	static @Nullable UpstreamAnswer ofSpring(RestClientResponseException exception) {
		HttpHeaders headers = exception.getResponseHeaders();
		if (headers == null) {
			return null;
		}
		return new UpstreamAnswer(UNKNOWN_SERVICE, null, exception.getStatusCode(), exception.getStatusText(), headers,
				BoundedBody.of(exception.getResponseBodyAsByteArray()), ProblemClient.DEFAULT_MAX_RETRY_AFTER);
	}

	/** Returns the answer of an exception that was serialized. */
	static UpstreamAnswer restored(@Nullable String summary, HttpStatusCode status, String statusText,
			HttpHeaders headers, byte[] body) {
		int end = (summary != null) ? summary.indexOf(" answered ") : -1;
		String service = (summary != null && end > 0) ? summary.substring(0, end) : UNKNOWN_SERVICE;
		return new UpstreamAnswer(service, null, status, statusText, headers, BoundedBody.of(body),
				ProblemClient.DEFAULT_MAX_RETRY_AFTER);
	}

	/**
	 * Returns an answer for tests, as a service that writes problems like ours would have
	 * given it.
	 * @param service the name of the service
	 * @param problem the problem
	 */
	public static UpstreamAnswer of(String service, Problem problem) {
		HttpHeaders headers = new HttpHeaders();
		byte[] body = ProblemJson.write(problem, headers);
		HttpStatusCode status = HttpStatusCode.valueOf(problem.status());
		return new UpstreamAnswer(service, new NamedRequest(service), status, phrase(status), headers,
				BoundedBody.of(body), ProblemClient.DEFAULT_MAX_RETRY_AFTER);
	}

	/**
	 * Returns an answer for tests that says no more than a status and a code.
	 * @param service the name of the service
	 * @param status the HTTP status, 400 to 599
	 * @param code the code in UPPER_SNAKE
	 */
	public static UpstreamAnswer of(String service, int status, String code) {
		return of(service, Problem.of(status, code));
	}

	/**
	 * Returns an answer for tests, of a catalogue that client and server share.
	 * @param service the name of the service
	 * @param type the kind of problem
	 */
	public static UpstreamAnswer of(String service, ProblemType type) {
		return of(service, ProblemJson.problem(type));
	}

	@Override
	public UpstreamAnswer answer() {
		return this;
	}

	@Override
	public String service() {
		return this.service;
	}

	@Override
	public UpstreamProblem problem() {
		return this.problem;
	}

	/**
	 * Returns the request that was answered.
	 * @return the request, or {@code null} if it is not known
	 */
	public @Nullable HttpRequest request() {
		return this.request;
	}

	/**
	 * Returns the status of the status line.
	 */
	public HttpStatusCode status() {
		return this.status;
	}

	/**
	 * Returns the reason phrase of the status line, or that of the status.
	 */
	public String statusText() {
		return this.statusText;
	}

	/**
	 * Returns the header fields.
	 */
	public HttpHeaders headers() {
		return this.headers;
	}

	/**
	 * Returns as much of the body as was read. The bytes are not copied, so nobody may
	 * change them.
	 */
	public byte[] body() {
		return this.body.bytes();
	}

	/**
	 * Returns whether the body went on behind what was read of it.
	 */
	public boolean isBodyCut() {
		return this.body.isCut();
	}

	@Nullable Charset charset() {
		try {
			return (this.headers.getContentType() != null) ? this.headers.getContentType().getCharset() : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	@Override
	public Optional<Duration> retryAfter() {
		return Optional.ofNullable(RetryAfter.read(this.headers, this.received, this.maxRetryAfter));
	}

	@Override
	public List<Challenge> challenges() {
		return switch (this.status.value()) {
			case 401 -> ChallengeReader.read(this.headers.getOrEmpty(HttpHeaders.WWW_AUTHENTICATE));
			case 407 -> ChallengeReader.read(this.headers.getOrEmpty(HttpHeaders.PROXY_AUTHENTICATE));
			default -> List.of();
		};
	}

	/**
	 * Returns whether the failure is one that passes: 408, 425, 429, 502, 503 or 504, or
	 * what the member {@code retryable} of the problem says.
	 */
	public boolean isTransient() {
		Object retryable = this.problem.members().get("retryable");
		return (retryable instanceof Boolean said) ? said : TRANSIENT.contains(this.status.value());
	}

	/**
	 * Returns whether the request does no harm when it arrives twice: its method is
	 * idempotent, or it has an {@code Idempotency-Key}. A request that is not known is
	 * none of these.
	 */
	public boolean isRepeatable() {
		HttpRequest known = this.request;
		return known != null && (IDEMPOTENT.contains(known.getMethod().name())
				|| known.getHeaders().getFirst("Idempotency-Key") != null);
	}

	/**
	 * Returns the line that stands for the answer in messages and in the log: who has
	 * answered, the status, the code and the request ID there. Nothing of the body beside
	 * these is in it.
	 */
	public String summary() {
		StringBuilder line = new StringBuilder(64).append(this.service)
			.append(" answered ")
			.append(this.status.value());
		String code = this.problem.code();
		if (code == null && !this.problem.type().equals(UpstreamProblem.BLANK)) {
			code = Codes.lastPart(this.problem.type().toString());
		}
		if (code != null && RequestIds.isSafe(code)) {
			line.append(' ').append(code);
		}
		String requestId = this.problem.requestId();
		if (requestId != null) {
			line.append(" (request ").append(requestId).append(')');
		}
		return line.toString();
	}

	@Override
	public String toString() {
		return summary();
	}

	static String phrase(HttpStatusCode status) {
		return (status instanceof HttpStatus known) ? known.getReasonPhrase() : "";
	}

	/** In a class of its own, because what it names may be absent. */
	private static final class OfWebClient {

		/** Without a request there was no call: somebody has made the exception. */
		static @Nullable UpstreamAnswer find(Throwable exception) {
			if (!(exception instanceof WebClientResponseException response) || response.getRequest() == null) {
				return null;
			}
			HttpRequest request = response.getRequest();
			String host = request.getURI().getHost();
			return new UpstreamAnswer((host != null) ? host : UNKNOWN_SERVICE, request, response.getStatusCode(),
					response.getStatusText(), response.getHeaders(),
					BoundedBody.of(response.getResponseBodyAsByteArray()), ProblemClient.DEFAULT_MAX_RETRY_AFTER);
		}

	}

	/** Request of an answer that was made for a test. */
	private record NamedRequest(String service) implements HttpRequest {

		@Override
		public HttpMethod getMethod() {
			return HttpMethod.GET;
		}

		@Override
		public URI getURI() {
			return URI.create("/");
		}

		@Override
		public HttpHeaders getHeaders() {
			return HttpHeaders.EMPTY;
		}

		@Override
		public Map<String, Object> getAttributes() {
			return Map.of();
		}

	}

}
