package dev.mishap.internal.servlet.security;

import java.util.Collections;
import java.util.List;

import dev.mishap.internal.AcceptPreference;
import dev.mishap.internal.LoginRedirect;
import dev.mishap.internal.servlet.ServletState;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;

/**
 * Tells requests that Spring Security may send to a log-in page from those that get a
 * status. Whoever does not say what it wants is left to Spring Security.
 */
public final class LoginRedirects {

	/** The preference for a type of which a client that takes anything says no more. */
	private static final double WILDCARD = 1;

	private final LoginRedirect who;

	public LoginRedirects(LoginRedirect who) {
		this.who = who;
	}

	/** Returns whether a redirect to a log-in page is to stand. */
	boolean mayStand(HttpServletRequest request) {
		if (ServletState.of(request).isLeftAlone()) {
			return true;
		}
		return switch (this.who) {
			case ALWAYS -> true;
			case NEVER -> false;
			case UNLESS_API -> !isOfApi(request);
		};
	}

	/** Returns whether the request says that it wants a page. */
	static boolean isOfBrowser(HttpServletRequest request) {
		return AcceptPreference.of(Collections.list(request.getHeaders("Accept")))
			.of(MediaType.TEXT_HTML, MediaType.APPLICATION_XHTML_XML) > WILDCARD && !isOfScript(request);
	}

	private static boolean isOfScript(HttpServletRequest request) {
		return "XMLHttpRequest".equalsIgnoreCase(request.getHeader("X-Requested-With"));
	}

	private static boolean isOfApi(HttpServletRequest request) {
		boolean data = false;
		try {
			List<String> accept = Collections.list(request.getHeaders("Accept"));
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
