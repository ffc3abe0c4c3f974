package dev.mishap.internal.servlet.tomcat;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.Wording;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.servlet.ServletRows;
import org.apache.tomcat.util.http.InvalidParameterException;

/**
 * Row of a query or form that Tomcat refuses to parse. A form is too large by its length
 * or by the number of its fields: to Tomcat, the latter is a 400.
 */
public final class TomcatParameterRows implements ProblemRows {

	private static final int TOO_LARGE = 413;

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(InvalidParameterException.class, TomcatParameterRows::unreadable, Problem.of(400),
				Problem.of(413));
	}

	private static Problem unreadable(InvalidParameterException exception, ProblemRequest request) {
		if (hasBody(request) && ProblemErrorReportValve.Words.isOfTooManyParameters(exception)) {
			return Problem.of(TOO_LARGE).withWording(Wording.of("CONTENT_TOO_LARGE.parameters"));
		}
		return ServletRows.unreadable(exception.getErrorCode());
	}

	/** A query of too many fields is no large body. */
	private static boolean hasBody(ProblemRequest request) {
		return !request.isHttp1() || request.header("Content-Length") != null
				|| request.header("Transfer-Encoding") != null;
	}

}
