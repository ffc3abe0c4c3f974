package dev.mishap;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;

/**
 * Turns a problem into the body that is sent, whatever the door. A bean of this type
 * replaces the library's: another body shape for all errors at once. One that throws is
 * logged once, and the library's last resort answers.
 */
@FunctionalInterface
public interface ProblemWriter {

	/**
	 * Returns the body.
	 * @param problem the problem, complete
	 * @param context the circumstances
	 * @return the media type and content
	 * @throws Exception if there is no way to write it
	 */
	ProblemBody write(Problem problem, ProblemContext context) throws Exception;

	/**
	 * Returns the writer of {@code application/problem+json} (RFC 9457) with members in a
	 * fixed order. No setting of the application's JSON library changes what it writes.
	 * @param encoder writes an extension value that is neither text, number, boolean, map
	 * nor collection as JSON; {@code null} writes its {@code toString()}
	 */
	static ProblemWriter json(@Nullable Function<Object, String> encoder) {
		return json(encoder, MemberNames.standard());
	}

	/**
	 * Returns the writer of {@code application/problem+json} with other names for its
	 * members.
	 * @param encoder writes other extension values as JSON, or {@code null}
	 * @param names the names of the members
	 */
	static ProblemWriter json(@Nullable Function<Object, String> encoder, MemberNames names) {
		return new JsonProblemWriter(encoder, names);
	}

	/**
	 * Returns the writer of {@code application/problem+xml} (RFC 9457, appendix B).
	 */
	static ProblemWriter xml() {
		return xml(MemberNames.standard());
	}

	/**
	 * Returns the writer of {@code application/problem+xml} with other names for its
	 * members.
	 * @param names the names of the members
	 */
	static ProblemWriter xml(MemberNames names) {
		return new XmlProblemWriter(names);
	}

	/**
	 * Returns the writer of an HTML page for people with a browser: the application's own
	 * where it has one, else a small page that needs nothing from outside.
	 * @param pages the application's own pages, asked in this order
	 */
	static ProblemWriter html(List<ErrorPageSource> pages) {
		return html(pages, null);
	}

	/**
	 * Returns the writer of an HTML page whose words the application may replace.
	 * @param pages the application's own pages, asked in this order
	 * @param messages where the application's own words are, if anywhere; the label of
	 * the request ID is {@code mishap.label.request_id}
	 */
	static ProblemWriter html(List<ErrorPageSource> pages, @Nullable MessageSource messages) {
		return new HtmlProblemWriter(pages, messages);
	}

	/**
	 * Returns the writer that looks at {@code Accept} (RFC 9110, section 12.5.1) and
	 * writes JSON for everybody who does not clearly prefer another form.
	 * @param json the writer of JSON
	 * @param html the writer of HTML, or {@code null} to write none
	 * @param xml the writer of XML, or {@code null} to write none
	 */
	static ProblemWriter negotiating(ProblemWriter json, @Nullable ProblemWriter html, @Nullable ProblemWriter xml) {
		return new NegotiatingWriter(json, html, xml);
	}

}
