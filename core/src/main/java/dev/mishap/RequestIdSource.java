package dev.mishap;

import dev.mishap.internal.RequestIds;

/**
 * Says which ID a request has. A bean of this type replaces the library's choice: the
 * inbound header where it is safe, else a new ID. Called once for each request, before
 * anything else; one that throws is logged once, and the request gets a new ID.
 * {@snippet class = "dev.mishap.docs.ExtendingTests" region = "request-id"}
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RequestIdSource {

	/**
	 * Returns the ID of a request.
	 * @param request the request
	 * @return the ID, 1 to 128 characters of {@code A-Z a-z 0-9 . _ : / + = -}
	 */
	String requestId(ProblemRequest request);

	/**
	 * Returns the source that makes a new ID for each request: {@code req_} and a ULID,
	 * sortable by time.
	 */
	static RequestIdSource generated() {
		return (request) -> RequestIds.next();
	}

	/**
	 * Returns the source that keeps the ID which a client or a proxy has sent, where it
	 * is harmless, and makes a new one otherwise.
	 * @param header the name of the header field
	 */
	static RequestIdSource inbound(String header) {
		return (request) -> {
			String sent = request.header(header);
			return (sent != null && RequestIds.isSafe(sent)) ? sent : RequestIds.next();
		};
	}

}
