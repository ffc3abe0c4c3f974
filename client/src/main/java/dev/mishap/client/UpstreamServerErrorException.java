package dev.mishap.client;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.client.HttpServerErrorException;

/**
 * Thrown by a {@code RestClient} when another service answers with a 5xx. Exception
 * classes of an application that are bound to a code may extend it.
 * <p>
 * The message names the service, the status, the code and the request ID of the other
 * side, and nothing else of the body.
 *
 * @since 0.1.0
 */
public class UpstreamServerErrorException extends HttpServerErrorException implements UpstreamFailure {

	private static final long serialVersionUID = 1L;

	/** The answer, if the exception has not been serialized since. */
	private transient @Nullable UpstreamAnswer answer;

	/**
	 * Creates an exception.
	 * @param answer the answer of the other service
	 */
	public UpstreamServerErrorException(UpstreamAnswer answer) {
		super(answer.summary(), answer.status(), answer.statusText(), answer.headers(), answer.body(),
				answer.charset());
		this.answer = answer;
	}

	@Override
	public UpstreamAnswer answer() {
		UpstreamAnswer known = this.answer;
		if (known == null) {
			HttpHeaders headers = getResponseHeaders();
			known = UpstreamAnswer.restored(getMessage(), getStatusCode(), getStatusText(),
					(headers != null) ? headers : HttpHeaders.EMPTY, getResponseBodyAsByteArray());
			this.answer = known;
		}
		return known;
	}

}
