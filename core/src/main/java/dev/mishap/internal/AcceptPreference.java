package dev.mishap.internal;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;

/**
 * What a client says in {@code Accept} (RFC 9110, section 12.5.1). A client that sends
 * nonsense prefers nothing.
 */
public final class AcceptPreference {

	/** Precisions are 0 to 2: together less than the smallest step of a quality. */
	private static final double WEIGHT_OF_PRECISION = 0.0001;

	/** The preference for a type of which a client that takes anything says no more. */
	private static final double WILDCARD = 1;

	private static final MediaType[] PAGE = { MediaType.TEXT_HTML, MediaType.APPLICATION_XHTML_XML };

	private final List<MediaType> ranges;

	private AcceptPreference(List<MediaType> ranges) {
		this.ranges = ranges;
	}

	/**
	 * Returns the preference that a header field expresses.
	 * @param accept the values of {@code Accept}, one for each line
	 */
	public static AcceptPreference of(List<String> accept) {
		try {
			return new AcceptPreference(MediaType.parseMediaTypes(accept));
		}
		catch (InvalidMimeTypeException | InvalidMediaTypeException ignored) {
			return new AcceptPreference(List.of());
		}
	}

	/**
	 * Returns how much the client likes the one of some types that it likes best: the
	 * quality of the most precise range that the type is in, and between equal qualities
	 * how precisely it was named.
	 * @param types the types
	 * @return more for what is preferred; zero for what is not accepted
	 */
	public double of(MediaType... types) {
		double best = 0;
		for (MediaType type : types) {
			best = Math.max(best, of(type));
		}
		return best;
	}

	private double of(MediaType type) {
		int precision = -1;
		double quality = 0;
		for (MediaType range : this.ranges) {
			int specificity = specificity(range);
			if (specificity > precision && range.includes(type)) {
				precision = specificity;
				quality = range.getQualityValue();
			}
		}
		return (quality > 0) ? quality + precision * WEIGHT_OF_PRECISION : 0;
	}

	/**
	 * Returns whether the client says that it wants a page. Who takes anything does not
	 * say so.
	 */
	public boolean isForPage() {
		return of(PAGE) > WILDCARD;
	}

	/**
	 * Returns whether the client says that it wants data, and no page.
	 */
	public boolean isForData() {
		boolean data = false;
		for (MediaType range : this.ranges) {
			if (range.getQualityValue() > 0) {
				if (Stream.of(PAGE).anyMatch(range::equalsTypeAndSubtype)) {
					return false;
				}
				data = data || isData(range);
			}
		}
		return data;
	}

	private static boolean isData(MediaType range) {
		String subtype = range.getSubtype();
		return "application".equals(range.getType()) && (subtype.equals("json") || subtype.endsWith("+json")
				|| subtype.equals("xml") || subtype.endsWith("+xml"));
	}

	private static int specificity(MediaType range) {
		if (range.isWildcardType()) {
			return 0;
		}
		return range.isWildcardSubtype() ? 1 : 2;
	}

}
