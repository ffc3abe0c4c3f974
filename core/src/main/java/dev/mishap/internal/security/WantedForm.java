package dev.mishap.internal.security;

import java.util.List;

import dev.mishap.internal.AcceptPreference;
import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;

/** Whether a client wants pages or data, as far as it says so. */
public final class WantedForm {

	/** The preference for a type of which a client that takes anything says no more. */
	private static final double WILDCARD = 1;

	private WantedForm() {
	}

	/**
	 * Returns whether a client says that it wants a page.
	 * @param accept the lines of {@code Accept}
	 * @param requestedWith the value of {@code X-Requested-With}, or {@code null}
	 */
	public static boolean isPage(List<String> accept, @Nullable String requestedWith) {
		return AcceptPreference.of(accept).of(MediaType.TEXT_HTML, MediaType.APPLICATION_XHTML_XML) > WILDCARD
				&& !"XMLHttpRequest".equalsIgnoreCase(requestedWith);
	}

	/**
	 * Returns whether a client says that it wants data, and no page.
	 * @param accept the lines of {@code Accept}
	 */
	public static boolean isData(List<String> accept) {
		boolean data = false;
		try {
			for (MediaType range : MediaType.parseMediaTypes(accept)) {
				if (range.getQualityValue() > 0) {
					if (isPage(range)) {
						return false;
					}
					data = data || isData(range);
				}
			}
		}
		catch (InvalidMimeTypeException | InvalidMediaTypeException ignored) {
			return false;
		}
		return data;
	}

	private static boolean isPage(MediaType range) {
		return range.equalsTypeAndSubtype(MediaType.TEXT_HTML)
				|| range.equalsTypeAndSubtype(MediaType.APPLICATION_XHTML_XML);
	}

	private static boolean isData(MediaType range) {
		String subtype = range.getSubtype();
		return "application".equals(range.getType()) && (subtype.equals("json") || subtype.endsWith("+json")
				|| subtype.equals("xml") || subtype.endsWith("+xml"));
	}

}
