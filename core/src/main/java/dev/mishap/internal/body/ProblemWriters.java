package dev.mishap.internal.body;

import java.util.List;

import dev.mishap.ProblemWriter;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;

/**
 * The library's writers of problems, to be put together otherwise or to stand beside one
 * of an application's own. What they write depends on no JSON or XML library.
 */
public final class ProblemWriters {

	private ProblemWriters() {
	}

	/**
	 * Returns the writer of {@code application/problem+json} (RFC 9457) with members in a
	 * fixed order.
	 * @param names the names of the members
	 */
	public static ProblemWriter json(MemberNames names) {
		return new JsonProblemWriter(names);
	}

	/**
	 * Returns the writer of {@code application/problem+xml} (RFC 9457, appendix B).
	 * @param names the names of the members
	 */
	public static ProblemWriter xml(MemberNames names) {
		return new XmlProblemWriter(names);
	}

	/**
	 * Returns the writer of an HTML page for people with a browser: the application's own
	 * where it has one, else a small page that needs nothing from outside.
	 * @param pages the application's own pages, asked in this order
	 * @param messages where the application's own words are, if anywhere; the label of
	 * the request ID is {@code mishap.label.request_id}
	 */
	public static ProblemWriter html(List<ErrorPageSource> pages, @Nullable MessageSource messages) {
		return new HtmlProblemWriter(pages, messages);
	}

	/**
	 * Returns the writer that looks at {@code Accept} (RFC 9110, section 12.5.1) and
	 * writes JSON for everybody who does not clearly prefer another form.
	 * @param json the writer of JSON
	 * @param html the writer of HTML, or {@code null} to write none
	 * @param xml the writer of XML, or {@code null} to write none
	 */
	public static ProblemWriter negotiating(ProblemWriter json, @Nullable ProblemWriter html,
			@Nullable ProblemWriter xml) {
		return new NegotiatingWriter(json, html, xml);
	}

}
