package dev.mishap.internal.rows.data;

import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.AnswerFields;
import dev.mishap.internal.ProblemRefinement;
import org.jspecify.annotations.Nullable;

/**
 * Says of a concurrent change that the precondition does not hold, where the request had
 * one (RFC 9110, section 13.1.1).
 */
public final class ConditionalChanges implements ProblemRefinement {

	@Override
	public Stage stage() {
		return Stage.CONTENT;
	}

	@Override
	public List<Problem> answers() {
		return List.of(Problem.of(412));
	}

	@Override
	public Problem refine(Problem problem, @Nullable Throwable exception, ProblemRequest request, AnswerFields fields) {
		boolean changed = problem.status() == 409 && problem.code().equals(DataProblems.CONCURRENT_CHANGE);
		return (changed && isConditional(request)) ? Problem.of(412) : problem;
	}

	private static boolean isConditional(ProblemRequest request) {
		return request.header("If-Match") != null || request.header("If-Unmodified-Since") != null;
	}

}
