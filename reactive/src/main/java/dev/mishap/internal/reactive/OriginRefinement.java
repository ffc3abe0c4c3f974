package dev.mishap.internal.reactive;

import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemRefinement;
import org.jspecify.annotations.Nullable;

/** Says of a refused request that it was refused because of its origin. */
public final class OriginRefinement implements ProblemRefinement {

	private static final Problem REJECTED = Problem.of(403, "CORS_REJECTED");

	@Override
	public Stage stage() {
		return Stage.ORIGIN;
	}

	@Override
	public List<Problem> answers() {
		return List.of(REJECTED);
	}

	@Override
	public Problem refine(Problem problem, @Nullable Throwable exception, ProblemRequest request,
			ProblemAnswer.Fields fields) {
		boolean rejected = "FORBIDDEN".equals(problem.code()) && ReactiveState.of(request.state()).isOriginRejected();
		return rejected ? REJECTED : problem;
	}

}
