package dev.mishap.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

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

	/**
	 * What a caller says in {@code Accept-Language} (RFC 9110, section 12.5.4). Of a list
	 * that is longer than those of people the first entries count; an entry that is no
	 * language range counts as not written.
	 *
	 * @param wanted the ranges in the order of preference, {@code *} among them
	 * @param unwanted the ranges of quality 0
	 */
	public record LanguageRanges(List<String> wanted, List<String> unwanted) {

		private static final int MAX_RANGES = 10;

		/** Ten ranges of 35 characters (RFC 5646, section 4.4.1) with their qualities. */
		private static final int MAX_LENGTH = 512;

		private static final int MAX_SUBTAG = 8;

		public static LanguageRanges parse(String header) {
			List<Range> ranges = new ArrayList<>();
			List<String> unwanted = new ArrayList<>();
			int start = 0;
			int length = Math.min(header.length(), MAX_LENGTH);
			while (start < length && ranges.size() + unwanted.size() < MAX_RANGES) {
				int comma = header.indexOf(',', start);
				int end = (comma < 0) ? header.length() : comma;
				if (end <= length) {
					Range range = range(header.substring(start, end));
					if (range != null && range.quality() > 0) {
						ranges.add(range);
					}
					else if (range != null) {
						unwanted.add(range.tag());
					}
				}
				start = end + 1;
			}
			ranges.sort(Comparator.comparingInt(Range::quality).reversed());
			return new LanguageRanges(ranges.stream().map(Range::tag).toList(), unwanted);
		}

		/** Returns whether a header field is of the kind that programs of people send. */
		public static boolean isUsual(String header) {
			if (header.length() > 64) {
				return false;
			}
			for (int i = 0; i < header.length(); i++) {
				char c = header.charAt(i);
				if (!isAlphanumeric(c) && "-,;=.* ".indexOf(c) < 0) {
					return false;
				}
			}
			return true;
		}

		/**
		 * Returns whether a language is ruled out: by a range of quality 0 that no wanted
		 * one is more precise than (RFC 4647, section 3.3.1). {@code *;q=0} rules out
		 * nothing: an answer has to be in some language.
		 */
		public boolean isUnwanted(Locale language) {
			if (this.unwanted.isEmpty()) {
				return false;
			}
			String tag = language.toLanguageTag().toLowerCase(Locale.ROOT);
			return precision(this.unwanted, tag) > precision(this.wanted, tag);
		}

		private static int precision(List<String> ranges, String tag) {
			int precision = -1;
			for (String range : ranges) {
				if (tag.equals(range) || tag.startsWith(range + "-")) {
					precision = Math.max(precision, range.length());
				}
			}
			return precision;
		}

		private static @Nullable Range range(String element) {
			int semicolon = element.indexOf(';');
			String tag = ((semicolon < 0) ? element : element.substring(0, semicolon)).trim();
			int quality = (semicolon < 0) ? 1000 : quality(element.substring(semicolon + 1).trim());
			return (quality >= 0 && isRange(tag)) ? new Range(tag.toLowerCase(Locale.ROOT), quality) : null;
		}

		/** Returns the quality in thousandths, -1 for what is none. */
		private static int quality(String parameter) {
			if (parameter.length() < 3 || parameter.length() > 7 || "qQ".indexOf(parameter.charAt(0)) < 0
					|| parameter.charAt(1) != '=' || "01".indexOf(parameter.charAt(2)) < 0) {
				return -1;
			}
			int quality = (parameter.charAt(2) - '0') * 1000;
			if (parameter.length() > 3 && parameter.charAt(3) != '.') {
				return -1;
			}
			int place = 100;
			for (int i = 4; i < parameter.length(); i++) {
				char c = parameter.charAt(i);
				if (c < '0' || c > '9') {
					return -1;
				}
				quality += (c - '0') * place;
				place /= 10;
			}
			return Math.min(quality, 1000);
		}

		private static boolean isRange(String tag) {
			if ("*".equals(tag)) {
				return true;
			}
			int length = 0;
			boolean first = true;
			for (int i = 0; i < tag.length(); i++) {
				char c = tag.charAt(i);
				if (c == '-' && length > 0) {
					first = false;
					length = 0;
				}
				else if (isAlphanumeric(c) && (!first || c > '9') && length < MAX_SUBTAG) {
					length++;
				}
				else {
					return false;
				}
			}
			return length > 0;
		}

		private static boolean isAlphanumeric(char c) {
			return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
		}

		/**
		 * One range of languages.
		 *
		 * @param tag the range in lower case
		 * @param quality the quality in thousandths
		 */
		private record Range(String tag, int quality) {
		}

	}

}
