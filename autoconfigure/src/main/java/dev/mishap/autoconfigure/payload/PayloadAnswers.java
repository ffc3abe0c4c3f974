package dev.mishap.autoconfigure.payload;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemCustomizer;
import dev.mishap.ProblemRequest;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says with a 413 that the connection closes, as the rest of the body is not read (RFC
 * 9112, section 9.3); and makes it a 400 where there is no body that could be too large.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PayloadAnswers implements ProblemCustomizer {

	private static final int TOO_LARGE = 413;

	@Override
	public Problem customize(Problem problem, ProblemContext context) {
		if (problem.status() != TOO_LARGE) {
			return problem;
		}
		ProblemRequest request = context.request();
		if (context.exception() instanceof IllegalStateException && !hasBody(request)) {
			return Problem.of(400).withWording(problem.wording());
		}
		return request.isHttp1() ? problem.withHeader("Connection", "close") : problem;
	}

	private static boolean hasBody(ProblemRequest request) {
		return !request.isHttp1() || request.header("Content-Length") != null
				|| request.header("Transfer-Encoding") != null;
	}

}
