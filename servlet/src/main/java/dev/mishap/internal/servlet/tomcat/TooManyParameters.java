package dev.mishap.internal.servlet.tomcat;

import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import dev.mishap.Wording;
import dev.mishap.internal.AnswerFields;
import dev.mishap.internal.ProblemRefinement;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

/**
 * Says of a form that Tomcat doesn't take apart that it is too large, by its length or by
 * the number of its fields: to Tomcat, the latter is a 400.
 */
public final class TooManyParameters implements ProblemRefinement {

	private static final int TOO_LARGE = 413;

	private final String tooMany = beginning();

	/** Returns what the message starts with, up to its first argument. */
	private static String beginning() {
		String message = StringManager.getManager("org.apache.tomcat.util.http")
			.getString("parameters.maxCountFail", "\u0000");
		int argument = message.indexOf('\u0000');
		return (argument > 0) ? message.substring(0, argument) : message;
	}

	@Override
	public Stage stage() {
		return Stage.CONTENT;
	}

	@Override
	public List<Problem> answers() {
		return List.of(Problem.of(TOO_LARGE));
	}

	@Override
	public Problem refine(Problem problem, @Nullable Throwable thrown, ProblemRequest request, AnswerFields fields) {
		if (!(thrown instanceof InvalidParameterException exception) || !hasBody(request)) {
			return problem;
		}
		String message = exception.getMessage();
		if (message != null && message.contains(this.tooMany)) {
			return Problem.of(TOO_LARGE).withWording(Wording.of("CONTENT_TOO_LARGE.parameters"));
		}
		return (exception.getErrorCode() == TOO_LARGE) ? Problem.of(TOO_LARGE) : problem;
	}

	/** A query of too many fields is no large body. */
	private static boolean hasBody(ProblemRequest request) {
		return !request.isHttp1() || request.header("Content-Length") != null
				|| request.header("Transfer-Encoding") != null;
	}

}
