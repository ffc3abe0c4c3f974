package dev.mishap.autoconfigure.payload;

import dev.mishap.AnswerFields;
import dev.mishap.Problem;
import dev.mishap.ProblemRefinement;
import dev.mishap.ProblemRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Finds a limit that was broken below others' exceptions, as who reads a body wraps what
 * the reading throws; and says with every 413 that the connection closes, because the
 * rest of the body is not read (RFC 9112, section 9.3).
 */
final class PayloadAnswers implements ProblemRefinement {

	private static final int TOO_LARGE = 413;

	private static final int MAX_CAUSES = 16;

	@Override
	public Stage stage() {
		return Stage.PAYLOAD;
	}

	@Override
	public Problem refine(Problem problem, @Nullable Throwable exception, ProblemRequest request, AnswerFields fields) {
		if (problem.status() != TOO_LARGE) {
			return isBrokenLimit(exception) ? closing(Problem.of(TOO_LARGE), request) : problem;
		}
		return closing(problem, request);
	}

	private static Problem closing(Problem problem, ProblemRequest request) {
		return request.isHttp1() ? problem.withHeader("Connection", "close") : problem;
	}

	private static boolean isBrokenLimit(@Nullable Throwable exception) {
		@Nullable Throwable cause = exception;
		for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
			if (cause instanceof PayloadTooLargeException) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

}
