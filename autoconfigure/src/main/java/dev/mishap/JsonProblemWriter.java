package dev.mishap;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** Writes {@code application/problem+json}, members in a fixed order. */
final class JsonProblemWriter implements ProblemWriter {

	static final String CONTENT_TYPE = "application/problem+json";

	private final @Nullable Function<Object, String> encoder;

	JsonProblemWriter(@Nullable Function<Object, String> encoder) {
		this.encoder = encoder;
	}

	@Override
	public ProblemBody write(Problem problem, ProblemContext context) {
		JsonBuffer json = new JsonBuffer();
		head(json, problem.type(), problem.title(), problem.status(), problem.detail());
		if (problem.instance() != null) {
			json.raw(",\"instance\":").string(problem.instance().toString());
		}
		Map<String, Object> extensions = problem.extensions();
		if (!extensions.containsKey(StandardMembers.CODE)) {
			json.raw(",\"code\":").string(problem.code());
		}
		if (!extensions.containsKey(StandardMembers.REQUEST_ID)) {
			json.raw(",\"request_id\":").string(context.requestId());
		}
		if (!problem.violations().isEmpty() && !extensions.containsKey(StandardMembers.ERRORS)) {
			errors(json, problem.violations());
		}
		for (Map.Entry<String, Object> extension : extensions.entrySet()) {
			json.raw(',').string(extension.getKey()).raw(':').value(extension.getValue(), this.encoder);
		}
		return new ProblemBody(CONTENT_TYPE, json.raw('}').toByteArray());
	}

	static void head(JsonBuffer json, @Nullable Object type, @Nullable String title, int status,
			@Nullable String detail) {
		json.raw("{\"type\":");
		if (type == null) {
			json.raw("\"about:blank\"");
		}
		else {
			json.string(type.toString());
		}
		json.raw(",\"title\":").string((title != null) ? title : HttpStatuses.phrase(status));
		json.raw(",\"status\":").raw(Integer.toString(status));
		if (detail != null) {
			json.raw(",\"detail\":").string(detail);
		}
	}

	private void errors(JsonBuffer json, List<Violation> violations) {
		json.raw(",\"errors\":[");
		boolean first = true;
		for (Violation violation : violations) {
			if (!first) {
				json.raw(',');
			}
			first = false;
			json.raw("{\"").raw(violation.location().member()).raw("\":").string(violation.name());
			json.raw(",\"code\":").string(violation.code());
			if (violation.detail() != null) {
				json.raw(",\"detail\":").string(violation.detail());
			}
			for (Map.Entry<String, Object> attribute : violation.attributes().entrySet()) {
				json.raw(',').string(attribute.getKey()).raw(':').value(attribute.getValue(), this.encoder);
			}
			json.raw('}');
		}
		json.raw(']');
	}

}
