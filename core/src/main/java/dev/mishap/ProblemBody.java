package dev.mishap;

import java.util.List;
import java.util.Map;

/**
 * Body of an answer.
 *
 * @param contentType the value of {@code Content-Type}
 * @param content the bytes to send; not copied, so nobody may change them any more
 * @param status the HTTP status to send it with, or 0 for that of the problem; an
 * application may send people elsewhere instead of showing them a page
 * @param headers further header fields that belong to this body, such as its
 * {@code Content-Language}
 * @since 0.1.0
 */
public record ProblemBody(String contentType, byte[] content, int status, Map<String, List<String>> headers) {

	/**
	 * Creates a body that is sent with the status of the problem.
	 * @param contentType the value of {@code Content-Type}
	 * @param content the bytes to send
	 */
	public ProblemBody(String contentType, byte[] content) {
		this(contentType, content, 0, Map.of());
	}

	/**
	 * Returns whether the body is a redirect. Such a body is not an answer to the error:
	 * it is sent as the application itself would have sent it.
	 */
	public boolean isRedirect() {
		return this.status / 100 == 3 && this.headers.containsKey("Location");
	}

}
