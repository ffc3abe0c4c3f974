package dev.mishap.internal.body;

import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemWriter;
import dev.mishap.internal.AcceptPreference;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.util.ConcurrentLruCache;

/**
 * Writes JSON unless the client clearly prefers one of the other forms. A client that
 * accepts none of them, or sends nonsense, gets JSON as well: an answer that it can read
 * beats one that it asked for and never gets.
 */
public final class NegotiatingWriter implements ProblemWriter {

	private static final MediaType[] JSON = { MediaType.APPLICATION_PROBLEM_JSON, MediaType.APPLICATION_JSON };

	private static final MediaType[] HTML = { MediaType.TEXT_HTML, MediaType.APPLICATION_XHTML_XML };

	private static final MediaType[] XML = { MediaType.APPLICATION_PROBLEM_XML, MediaType.APPLICATION_XML,
			MediaType.TEXT_XML };

	private static final int CACHED_FIELDS = 256;

	/** Those of browsers have some 150 characters. */
	private static final int MAX_LENGTH_OF_CACHED_FIELD = 256;

	private final ConcurrentLruCache<String, ProblemWriter> chosen = new ConcurrentLruCache<>(CACHED_FIELDS,
			(accept) -> choose(List.of(accept)));

	private final ProblemWriter json;

	private final @Nullable ProblemWriter html;

	private final @Nullable ProblemWriter xml;

	/**
	 * Creates the writer.
	 * @param json the writer of JSON
	 * @param html the writer of HTML, or {@code null} to write none
	 * @param xml the writer of XML, or {@code null} to write none
	 */
	public NegotiatingWriter(ProblemWriter json, @Nullable ProblemWriter html, @Nullable ProblemWriter xml) {
		this.json = json;
		this.html = html;
		this.xml = xml;
	}

	@Override
	public ProblemWriter.@Nullable Body write(Problem problem, ProblemContext context) throws Exception {
		return writer(context.request().headers("Accept")).write(problem, context);
	}

	private ProblemWriter writer(List<String> accept) {
		if (accept.isEmpty() || (this.html == null && this.xml == null)) {
			return this.json;
		}
		String field = accept.get(0);
		if (accept.size() > 1 || field.length() > MAX_LENGTH_OF_CACHED_FIELD) {
			return choose(accept);
		}
		return isPlain(field) ? this.json : this.chosen.get(field);
	}

	private ProblemWriter choose(List<String> accept) {
		AcceptPreference preference = AcceptPreference.of(accept);
		double json = preference.of(JSON);
		double html = preference.of(HTML);
		double xml = preference.of(XML);
		if (html > json && html >= xml) {
			// a browser names XML too, and shows it as a tree: where there are no pages,
			// JSON reads better
			return (this.html != null) ? this.html : this.json;
		}
		return (this.xml != null && xml > json) ? this.xml : this.json;
	}

	/** What most API clients send needs no parser. */
	private static boolean isPlain(String accept) {
		return accept.equals("*/*") || accept.equals("application/json") || accept.equals("application/problem+json");
	}

}
