package dev.mishap.internal.servlet.tomcat;

import java.util.Set;

import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat says in words only, and what it means by the status with which it refuses a
 * request that it can't read. The words are taken from its own bundles; where one of them
 * is gone, its status stands as it is.
 */
final class TomcatWords {

	private static final int BAD_REQUEST = 400;

	private static final int URI_TOO_LONG = 414;

	private static final int HEADERS_TOO_LARGE = 431;

	private static final int VERSION_NOT_SUPPORTED = 505;

	/** Statuses after which Tomcat closes, some without saying so. */
	private static final Set<Integer> CLOSING = Set.of(400, 408, 411, 413, 414, 417, 431, 501, 505);

	private static final String TOO_LARGE = message("org.apache.coyote.http11", "iib.requestheadertoolarge.error");

	private static final String TOO_MANY = message("org.apache.tomcat.util.http", "headers.maxCountFail");

	private static final String TOO_MANY_PARAMETERS = message("org.apache.tomcat.util.http", "parameters.maxCountFail");

	private TomcatWords() {
	}

	/** Returns what a message starts with, up to its first argument. */
	static String message(String packageName, String key) {
		String message = StringManager.getManager(packageName).getString(key, "\u0000");
		int argument = message.indexOf('\u0000');
		return (argument > 0) ? message.substring(0, argument) : message;
	}

	/**
	 * Tomcat says 400 to whatever does not fit its buffer; RFC 9112, section 3, wants 414
	 * for the request line, and RFC 6585, section 5, has 431 for the header fields.
	 */
	static int status(Request request, int status, @Nullable Throwable cause) {
		String message = (cause != null) ? cause.getMessage() : null;
		if (status != BAD_REQUEST || message == null) {
			return status;
		}
		if (message.startsWith(TOO_MANY)) {
			return HEADERS_TOO_LARGE;
		}
		if (message.startsWith(TOO_LARGE)) {
			return request.getCoyoteRequest().requestURI().isNull() ? URI_TOO_LONG : HEADERS_TOO_LARGE;
		}
		return status;
	}

	/** Returns whether a form or query was refused for the number of its fields. */
	static boolean isOfTooManyParameters(InvalidParameterException exception) {
		String message = exception.getMessage();
		return message != null && message.contains(TOO_MANY_PARAMETERS);
	}

	/**
	 * Returns whether Tomcat closes the connection after the answer. A version that it
	 * doesn't speak stands in the request line of HTTP/1.1, whatever it says.
	 */
	static boolean closesConnection(int status, boolean http1) {
		return CLOSING.contains(status) && (http1 || status == VERSION_NOT_SUPPORTED);
	}

}
