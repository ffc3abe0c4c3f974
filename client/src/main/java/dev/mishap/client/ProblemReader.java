package dev.mishap.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.mishap.internal.Json;
import dev.mishap.internal.RequestIds;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Makes a problem of the body of an answer, whoever has written it. A member of the wrong
 * type is ignored (RFC 9457, section 3.1), and a body that cannot be read is no problem:
 * nothing of this ever fails.
 */
final class ProblemReader {

	/** Within one body, so that many small values cannot become many large objects. */
	private static final int MAX_VALUES = 2000;

	private static final int MAX_CODE = 128;

	private static final String ABOUT_BLANK = "about:blank";

	/** Members that say which body is one of an error; a problem type needs none. */
	private static final Set<String> SIGNS = Set.of("type", "title", "status", "detail", "code", "error", "message",
			"errors", "violations", "fieldErrors", "issues");

	/** What is read into a component of its own, in all shapes. */
	private static final Set<String> STANDARD = Set.of("type", "title", "status", "detail", "instance");

	private static final List<String> REQUEST_ID_MEMBERS = List.of("request_id", "requestId", "traceId", "trace_id",
			"correlationId");

	private static final List<String> REQUEST_ID_FIELDS = List.of("X-Request-Id", "X-Correlation-Id");

	private ProblemReader() {
	}

	/**
	 * Reads an answer.
	 * @param status the status of the status line
	 * @param headers the header fields
	 * @param body as much of the body as was read
	 * @param cut whether there was more of it
	 */
	static UpstreamProblem read(int status, HttpHeaders headers, byte[] body, boolean cut) {
		String requestId = requestId(headers);
		boolean[] problemType = new boolean[1];
		if (body.length == 0 || !isJson(headers.getFirst(HttpHeaders.CONTENT_TYPE), problemType)) {
			return UpstreamProblem.none(status, requestId);
		}
		Map<String, ? extends @Nullable Object> members;
		try {
			members = Json.readForeign(JsonEncoding.text(body), MAX_VALUES, cut);
		}
		catch (IllegalArgumentException ex) {
			return UpstreamProblem.none(status, requestId);
		}
		if (!problemType[0] && !looksLikeProblem(members)) {
			return UpstreamProblem.none(status, requestId);
		}
		return read(status, members, requestId);
	}

	/**
	 * Returns whether a body can be JSON. The older media types of a problem
	 * ({@code application/x.problem+json} and others) end alike.
	 */
	private static boolean isJson(@Nullable String contentType, boolean[] problemType) {
		if (contentType == null) {
			return true;
		}
		int parameters = contentType.indexOf(';');
		String type = ((parameters >= 0) ? contentType.substring(0, parameters) : contentType).trim()
			.toLowerCase(Locale.ROOT);
		problemType[0] = type.endsWith("problem+json");
		return type.endsWith("+json") || type.endsWith("/json");
	}

	private static boolean looksLikeProblem(Map<String, ? extends @Nullable Object> members) {
		for (String sign : SIGNS) {
			Object value = members.get(sign);
			if (value != null && !(value instanceof Boolean)) {
				return true;
			}
		}
		return false;
	}

	private static UpstreamProblem read(int status, Map<String, ? extends @Nullable Object> members,
			@Nullable String ofField) {
		Map<String, Object> further = new LinkedHashMap<>();
		members.forEach((name, value) -> {
			if (value != null && !STANDARD.contains(name)) {
				further.put(name, value);
			}
		});
		String code = take(further, "code", MAX_CODE);
		String title = text(members, "title");
		if (title == null) {
			title = take(further, "error", Integer.MAX_VALUE);
		}
		String detail = text(members, "detail");
		if (detail == null) {
			detail = take(further, "message", Integer.MAX_VALUE);
		}
		List<UpstreamViolation> violations = ViolationReader.read(members, further);
		String ofBody = requestId(further);
		URI type = uri(members, "type");
		return new UpstreamProblem(true, status, code, (type != null) ? type : UpstreamProblem.BLANK, title, detail,
				uri(members, "instance"), (ofBody != null) ? ofBody : ofField, violations, further);
	}

	private static @Nullable String text(Map<String, ?> members, String name) {
		return (members.get(name) instanceof String text && !text.isEmpty()) ? text : null;
	}

	/** Returns a member, and takes it from the further ones. */
	private static @Nullable String take(Map<String, Object> further, String name, int maxLength) {
		String text = text(further, name);
		if (text == null || text.length() > maxLength) {
			return null;
		}
		further.remove(name);
		return text;
	}

	/**
	 * Returns a member that is a reference; what is none is ignored, as RFC 9457 says.
	 */
	private static @Nullable URI uri(Map<String, ?> members, String name) {
		String text = text(members, name);
		if (text == null || text.equals(ABOUT_BLANK)) {
			return null;
		}
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	private static @Nullable String requestId(Map<String, Object> further) {
		for (String name : REQUEST_ID_MEMBERS) {
			if (further.get(name) instanceof String id && RequestIds.isSafe(id)) {
				if (name.equals("request_id")) {
					further.remove(name);
				}
				return id;
			}
		}
		return null;
	}

	/** Returns the ID that an answer has among its header fields, or {@code null}. */
	static @Nullable String requestId(HttpHeaders headers) {
		for (String field : REQUEST_ID_FIELDS) {
			String id = headers.getFirst(field);
			if (id != null && RequestIds.isSafe(id)) {
				return id;
			}
		}
		return null;
	}

}
