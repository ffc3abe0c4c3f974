package dev.mishap;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** Writes {@code application/problem+json}, members in a fixed order. */
final class JsonProblemWriter implements ProblemWriter {

	static final String CONTENT_TYPE = "application/problem+json";

	private static final int USUAL_LENGTH = 384;

	private static final int LENGTH_OF_VIOLATION = 128;

	private final @Nullable Function<Object, String> encoder;

	private final String typeName;

	private final String titleName;

	private final String statusName;

	private final String detailName;

	private final String instanceName;

	private final String codeName;

	private final String requestIdName;

	private final String errorsName;

	JsonProblemWriter(@Nullable Function<Object, String> encoder, MemberNames names) {
		this.encoder = encoder;
		this.typeName = "{\"" + names.of(StandardMembers.TYPE) + "\":";
		this.titleName = next(names, StandardMembers.TITLE);
		this.statusName = next(names, StandardMembers.STATUS);
		this.detailName = next(names, StandardMembers.DETAIL);
		this.instanceName = next(names, StandardMembers.INSTANCE);
		this.codeName = next(names, StandardMembers.CODE);
		this.requestIdName = next(names, StandardMembers.REQUEST_ID);
		this.errorsName = next(names, StandardMembers.ERRORS);
	}

	private static String next(MemberNames names, String standard) {
		return ",\"" + names.of(standard) + "\":";
	}

	@Override
	public ProblemBody write(Problem problem, ProblemContext context) {
		JsonBuffer json = new JsonBuffer(USUAL_LENGTH + problem.violations().size() * LENGTH_OF_VIOLATION)
			.raw(this.typeName);
		if (problem.type() == null) {
			json.raw("\"about:blank\"");
		}
		else {
			json.string(problem.type().toString());
		}
		String title = (problem.title() != null) ? problem.title() : HttpStatuses.phrase(problem.status());
		json.raw(this.titleName).string(title);
		json.raw(this.statusName).raw(Integer.toString(problem.status()));
		if (problem.detail() != null) {
			json.raw(this.detailName).string(problem.detail());
		}
		if (problem.instance() != null) {
			json.raw(this.instanceName).string(problem.instance().toString());
		}
		Map<String, Object> extensions = problem.extensions();
		if (!extensions.containsKey(StandardMembers.CODE)) {
			json.raw(this.codeName).string(problem.code());
		}
		if (!extensions.containsKey(StandardMembers.REQUEST_ID)) {
			json.raw(this.requestIdName).string(context.requestId());
		}
		if (!problem.violations().isEmpty() && !extensions.containsKey(StandardMembers.ERRORS)) {
			errors(json, problem.violations());
		}
		for (Map.Entry<String, Object> extension : extensions.entrySet()) {
			json.raw(',').string(extension.getKey()).raw(':').value(extension.getValue(), this.encoder);
		}
		return new ProblemBody(CONTENT_TYPE, json.raw('}').toByteArray());
	}

	private void errors(JsonBuffer json, List<Violation> violations) {
		json.raw(this.errorsName).raw('[');
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
