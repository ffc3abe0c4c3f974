package dev.mishap;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;

/**
 * Writes JSON unless the client clearly prefers one of the other forms. A client that
 * accepts none of them, or sends nonsense, gets JSON as well: an answer that it can read
 * beats one that it asked for and never gets.
 */
final class NegotiatingWriter implements ProblemWriter {

	private static final List<MediaType> JSON = List.of(MediaType.APPLICATION_PROBLEM_JSON, MediaType.APPLICATION_JSON);

	private static final List<MediaType> HTML = List.of(MediaType.TEXT_HTML, MediaType.APPLICATION_XHTML_XML);

	private static final List<MediaType> XML = List.of(MediaType.APPLICATION_PROBLEM_XML, MediaType.APPLICATION_XML,
			MediaType.TEXT_XML);

	private static final int MAX_CACHED_HEADERS = 256;

	private final Map<List<String>, ProblemWriter> chosen = new ConcurrentHashMap<>();

	private final ProblemWriter json;

	private final @Nullable ProblemWriter html;

	private final @Nullable ProblemWriter xml;

	NegotiatingWriter(ProblemWriter json, @Nullable ProblemWriter html, @Nullable ProblemWriter xml) {
		this.json = json;
		this.html = html;
		this.xml = xml;
	}

	@Override
	public ProblemBody write(Problem problem, ProblemContext context) throws Exception {
		return writer(context.request().headers("Accept")).write(problem, context);
	}

	private ProblemWriter writer(List<String> accept) {
		if (accept.isEmpty() || (this.html == null && this.xml == null) || isPlain(accept)) {
			return this.json;
		}
		ProblemWriter known = this.chosen.get(accept);
		if (known != null) {
			return known;
		}
		ProblemWriter writer = choose(accept);
		if (this.chosen.size() < MAX_CACHED_HEADERS) {
			this.chosen.put(List.copyOf(accept), writer);
		}
		return writer;
	}

	private ProblemWriter choose(List<String> accept) {
		List<MediaType> ranges;
		try {
			ranges = MediaType.parseMediaTypes(accept);
		}
		catch (InvalidMimeTypeException | org.springframework.http.InvalidMediaTypeException ignored) {
			return this.json;
		}
		double bestPreference = preference(ranges, JSON);
		ProblemWriter best = this.json;
		if (this.html != null && preference(ranges, HTML) > bestPreference) {
			bestPreference = preference(ranges, HTML);
			best = this.html;
		}
		if (this.xml != null && preference(ranges, XML) > bestPreference) {
			best = this.xml;
		}
		return best;
	}

	/** What most API clients send needs no parser. */
	private static boolean isPlain(List<String> accept) {
		if (accept.size() > 1) {
			return false;
		}
		String value = accept.get(0);
		return value.equals("*/*") || value.equals("application/json") || value.equals("application/problem+json");
	}

	/**
	 * Returns how much a client likes one of the types: quality first, then how precisely
	 * it was named (RFC 9110, section 12.5.1).
	 */
	private static double preference(List<MediaType> ranges, List<MediaType> types) {
		double best = 0;
		for (MediaType type : types) {
			int precision = -1;
			double quality = 0;
			for (MediaType range : ranges) {
				int specificity = specificity(range);
				if (range.includes(type) && specificity > precision) {
					precision = specificity;
					quality = range.getQualityValue();
				}
			}
			if (quality > 0) {
				best = Math.max(best, quality * 1000 + precision * 0.1);
			}
		}
		return best;
	}

	private static int specificity(MediaType range) {
		if (range.isWildcardType()) {
			return 0;
		}
		return range.isWildcardSubtype() ? 1 : 2;
	}

}
