package dev.mishap.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

/**
 * Problems in Spring's words that handlers of the application return. They gain code,
 * request ID and the header field that their status owes; everything else in them is the
 * handler's own.
 */
public final class ReturnedDetails {

	private static final String CODE = "code";

	private static final String REQUEST_ID = "request_id";

	/**
	 * Members that the body has already. Readers differ in which of two members of one
	 * name they take (RFC 8259, section 4).
	 */
	private static final Set<String> FIXED = Set.of("type", "title", "status", "detail", "instance", REQUEST_ID);

	private static final int FIRST_ERROR = 400;

	private static final int LAST_ERROR = 599;

	private final ProblemPipeline pipeline;

	/**
	 * Creates it.
	 * @param pipeline the path of an error to its answer
	 */
	public ReturnedDetails(ProblemPipeline pipeline) {
		this.pipeline = pipeline;
	}

	/**
	 * Returns whether a problem is about an error.
	 * @param detail the problem
	 */
	public static boolean isError(ProblemDetail detail) {
		return detail.getStatus() >= FIRST_ERROR && detail.getStatus() <= LAST_ERROR;
	}

	/**
	 * Returns what to send for a problem, and sets the fields that its status owes. A
	 * handler may return the same object to any number of requests at once.
	 * @param detail the problem, of an error
	 * @param request the request that it answers
	 * @param headers the header fields of the answer
	 */
	public ProblemDetail complete(ProblemDetail detail, ProblemRequest request, HttpHeaders headers) {
		this.pipeline.owedBy(detail.getStatus(), request).forEach((name, values) -> {
			if (!headers.containsHeader(name)) {
				headers.put(name, values);
			}
		});
		Map<String, Object> members = new LinkedHashMap<>();
		Map<String, Object> properties = detail.getProperties();
		if (properties != null) {
			members.putAll(properties);
			members.keySet().removeAll(FIXED);
		}
		members.putIfAbsent(CODE, Problem.of(detail.getStatus()).code());
		members.put(REQUEST_ID, this.pipeline.requestId(request));
		// a class of the application's own has members that nobody else can copy
		ProblemDetail complete = (detail.getClass() == ProblemDetail.class) ? copy(detail) : detail;
		complete.setProperties(members);
		return complete;
	}

	private static ProblemDetail copy(ProblemDetail detail) {
		ProblemDetail copy = ProblemDetail.forStatus(detail.getStatus());
		if (detail.getType() != null) {
			copy.setType(detail.getType());
		}
		copy.setTitle(detail.getTitle());
		copy.setDetail(detail.getDetail());
		copy.setInstance(detail.getInstance());
		return copy;
	}

}
