package dev.mishap.internal.servlet.payload;

import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.AnswerFields;
import dev.mishap.internal.Causes;
import dev.mishap.internal.ProblemRefinement;
import org.jspecify.annotations.Nullable;

/**
 * Finds a limit that was broken below others' exceptions, as who reads a body wraps what
 * the reading throws; and says with every 413 that the connection closes, because the
 * rest of the body is not read (RFC 9112, section 9.3).
 */
public final class PayloadAnswers implements ProblemRefinement {

	private static final int TOO_LARGE = 413;

	@Override
	public Stage stage() {
		return Stage.PAYLOAD;
	}

	@Override
	public List<Problem> answers() {
		return List.of(Problem.of(TOO_LARGE));
	}

	@Override
	public Problem refine(Problem problem, @Nullable Throwable exception, ProblemRequest request, AnswerFields fields) {
		boolean limitBroken = problem.status() != TOO_LARGE
				&& Causes.find(exception, PayloadFilter.TooLargeException.class) != null;
		Problem refined = limitBroken ? Problem.of(TOO_LARGE) : problem;
		if (refined.status() == TOO_LARGE && request.isHttp1()) {
			fields.set("Connection", List.of("close"));
		}
		return refined;
	}

}
