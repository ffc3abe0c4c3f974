package dev.mishap.autoconfigure.payload;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRows;
import dev.mishap.Wording;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.res.StringManager;

/**
 * Rows of parameters that Tomcat cannot read. It knows the status, except that too many
 * of them are too much as well.
 */
final class TomcatParameterRows implements ProblemRows {

	private static final int TOO_LARGE = 413;

	private static final Problem TOO_MANY = Problem.of(TOO_LARGE)
		.withWording(Wording.of("CONTENT_TOO_LARGE.parameters"));

	private final String tooMany = beginning();

	/** Returns what the message starts with, up to its first argument. */
	private static String beginning() {
		String message = StringManager.getManager("org.apache.tomcat.util.http")
			.getString("parameters.maxCountFail", "\u0000");
		int argument = message.indexOf('\u0000');
		return (argument > 0) ? message.substring(0, argument) : message;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(InvalidParameterException.class, this::unreadable);
	}

	private Problem unreadable(InvalidParameterException exception) {
		String message = exception.getMessage();
		if (message != null && message.contains(this.tooMany)) {
			return TOO_MANY;
		}
		return (exception.getErrorCode() == TOO_LARGE) ? Problem.of(TOO_LARGE)
				: Problem.of(400).withWording(Wording.of("BAD_REQUEST.parameters"));
	}

}
