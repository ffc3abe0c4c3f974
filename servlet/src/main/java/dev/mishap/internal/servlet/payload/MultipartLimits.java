package dev.mishap.internal.servlet.payload;

import dev.mishap.internal.Causes;

/**
 * Which limit of a multipart body was broken. Spring has one exception for all of them;
 * beneath it, Tomcat has a class for each and Jetty words only. The test of a body with
 * too many parts reads both.
 */
final class MultipartLimits {

	private static final String TOMCAT_COUNT = "org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException";

	private static final String JETTY_COUNT = "count";

	private MultipartLimits() {
	}

	/** Returns whether there were too many parts, rather than too large ones. */
	static boolean isCount(Throwable exception) {
		return Causes.find(exception, MultipartLimits::saysCount) != null;
	}

	private static boolean saysCount(Throwable cause) {
		if (cause.getClass() == IllegalStateException.class) {
			String message = cause.getMessage();
			return message != null && message.contains(JETTY_COUNT);
		}
		return cause.getClass().getName().equals(TOMCAT_COUNT);
	}

}
