package dev.mishap;

import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes {@code application/problem+xml} (RFC 9457, appendix B): the members of the JSON
 * form as elements of one namespace, array items as {@code i}.
 */
final class XmlProblemWriter implements ProblemWriter {

	private static final int MAX_DEPTH = 32;

	private final MemberNames names;

	XmlProblemWriter(MemberNames names) {
		this.names = names;
	}

	@Override
	public ProblemBody write(Problem problem, ProblemContext context) {
		StringBuilder xml = new StringBuilder(1024);
		xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<problem xmlns=\"urn:ietf:rfc:7807\">");
		element(xml, this.names.of(StandardMembers.TYPE), (problem.type() != null) ? problem.type() : "about:blank", 0);
		element(xml, this.names.of(StandardMembers.TITLE),
				(problem.title() != null) ? problem.title() : HttpStatuses.phrase(problem.status()), 0);
		element(xml, this.names.of(StandardMembers.STATUS), problem.status(), 0);
		element(xml, this.names.of(StandardMembers.DETAIL), problem.detail(), 0);
		element(xml, this.names.of(StandardMembers.INSTANCE), problem.instance(), 0);
		Map<String, Object> extensions = problem.extensions();
		if (!extensions.containsKey(StandardMembers.CODE)) {
			element(xml, this.names.of(StandardMembers.CODE), problem.code(), 0);
		}
		if (!extensions.containsKey(StandardMembers.REQUEST_ID)) {
			element(xml, this.names.of(StandardMembers.REQUEST_ID), context.requestId(), 0);
		}
		if (!problem.violations().isEmpty() && !extensions.containsKey(StandardMembers.ERRORS)) {
			String errors = this.names.of(StandardMembers.ERRORS);
			xml.append('<').append(errors).append('>');
			for (Violation violation : problem.violations()) {
				xml.append("<i>");
				element(xml, violation.location().member(), violation.name(), 1);
				element(xml, "code", violation.code(), 1);
				element(xml, "detail", violation.detail(), 1);
				violation.attributes().forEach((name, value) -> element(xml, name, value, 1));
				xml.append("</i>");
			}
			xml.append("</").append(errors).append('>');
		}
		extensions.forEach((name, value) -> element(xml, name, value, 0));
		xml.append("</problem>\n");
		return new ProblemBody("application/problem+xml", xml.toString().getBytes(StandardCharsets.UTF_8));
	}

	private static void element(StringBuilder xml, String name, @Nullable Object value, int depth) {
		if (value == null || depth > MAX_DEPTH || !isName(name)) {
			return;
		}
		xml.append('<').append(name).append('>');
		if (value instanceof Map<?, ?> map) {
			map.forEach((key, nested) -> element(xml, String.valueOf(key), nested, depth + 1));
		}
		else if (value instanceof Iterable<?> elements) {
			elements.forEach((nested) -> element(xml, "i", nested, depth + 1));
		}
		else if (value.getClass().isArray()) {
			for (int i = 0; i < Array.getLength(value); i++) {
				element(xml, "i", Array.get(value, i), depth + 1);
			}
		}
		else {
			Markup.escape(xml, value.toString());
		}
		xml.append("</").append(name).append('>');
	}

	/** RFC 9457, section 4, wants names that are legal in XML; others stay out. */
	private static boolean isName(String name) {
		if (name.isEmpty() || !Character.isLetter(name.charAt(0))) {
			return false;
		}
		return name.chars().allMatch((c) -> c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '-'));
	}

}
