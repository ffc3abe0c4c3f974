package dev.mishap.autoconfigure.security;

import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;

/** Requests of a browser for a page, the only ones that a login page is of use to. */
final class PageRequests {

	private PageRequests() {
	}

	/** Returns whether the request prefers HTML to JSON and comes from no script. */
	static boolean isOne(HttpServletRequest request) {
		if ("XMLHttpRequest".equalsIgnoreCase(request.getHeader("X-Requested-With"))) {
			return false;
		}
		try {
			List<MediaType> accept = MediaType.parseMediaTypes(Collections.list(request.getHeaders("Accept")));
			double html = Math.max(preference(accept, MediaType.TEXT_HTML),
					preference(accept, MediaType.APPLICATION_XHTML_XML));
			return html > Math.max(preference(accept, MediaType.APPLICATION_JSON),
					preference(accept, MediaType.APPLICATION_PROBLEM_JSON));
		}
		catch (InvalidMimeTypeException | InvalidMediaTypeException ignored) {
			// a browser's header can be read
			return false;
		}
	}

	/** Quality first, then how precisely the type was named. */
	private static double preference(List<MediaType> accept, MediaType type) {
		int precision = -1;
		double quality = 0;
		for (MediaType range : accept) {
			int specificity = range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
			if (range.includes(type) && specificity > precision) {
				precision = specificity;
				quality = range.getQualityValue();
			}
		}
		return (quality > 0) ? quality + precision * 0.0001 : 0;
	}

}
