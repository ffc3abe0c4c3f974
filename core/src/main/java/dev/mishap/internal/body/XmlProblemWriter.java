package dev.mishap.internal.body;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemWriter;
import dev.mishap.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code application/problem+xml} (RFC 9457, appendix B): the members of the JSON
 * form as elements of one namespace, array items as {@code i}. A name that is none in XML
 * stands in the attribute {@code name} of an element {@code member}.
 */
public final class XmlProblemWriter implements ProblemWriter {

	private static final int MAX_DEPTH = 40;

	private final MemberNames names;

	/**
	 * Creates the writer.
	 * @param names the names of the members
	 */
	public XmlProblemWriter(MemberNames names) {
		this.names = names;
	}

	@Override
	public ProblemWriter.Body write(Problem problem, ProblemContext context) {
		StringBuilder xml = new StringBuilder(1024);
		xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<problem xmlns=\"urn:ietf:rfc:7807\">");
		this.names.members(problem, context, (name, value) -> element(xml, name, value, 0));
		xml.append("</problem>\n");
		return new ProblemWriter.Body("application/problem+xml", xml.toString().getBytes(StandardCharsets.UTF_8));
	}

	private static void element(StringBuilder xml, String name, @Nullable Object value, int depth) {
		if (value == null || depth > MAX_DEPTH) {
			return;
		}
		boolean legal = isName(name);
		xml.append('<').append(legal ? name : "member");
		if (!legal) {
			xml.append(" name=\"");
			escape(xml, name);
			xml.append('"');
		}
		xml.append('>');
		content(xml, value, depth);
		xml.append("</").append(legal ? name : "member").append('>');
	}

	private static void content(StringBuilder xml, Object value, int depth) {
		if (value instanceof Map<?, ?> map) {
			map.forEach((name, nested) -> element(xml, name.toString(), nested, depth + 1));
		}
		else if (value instanceof Collection<?> elements) {
			elements.forEach((nested) -> element(xml, "i", nested, depth + 1));
		}
		else if (value instanceof Violation violation) {
			MemberNames.members(violation, (name, nested) -> element(xml, name, nested, depth + 1));
		}
		else {
			escape(xml, value.toString());
		}
	}

	/** RFC 9457, section 4: letters, digits and underscores; a hyphen does no harm. */
	private static boolean isName(String name) {
		if (name.isEmpty() || name.charAt(0) != '_' && !Character.isLetter(name.charAt(0))) {
			return false;
		}
		return name.chars().allMatch((c) -> c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '-'));
	}

	/** Appends text; what XML 1.0 cannot hold becomes U+FFFD. */
	static void escape(StringBuilder markup, String text) {
		text.codePoints().forEach((c) -> {
			switch (c) {
				case '<' -> markup.append("&lt;");
				case '>' -> markup.append("&gt;");
				case '&' -> markup.append("&amp;");
				case '"' -> markup.append("&quot;");
				case '\'' -> markup.append("&#39;");
				default -> markup.appendCodePoint(isXml(c) ? c : 0xFFFD);
			}
		});
	}

	private static boolean isXml(int c) {
		return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD)
				|| c >= 0x10000;
	}

}
