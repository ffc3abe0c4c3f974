package dev.mishap.internal.reactive;

import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.Causes;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemRefinement;
import org.jspecify.annotations.Nullable;

/**
 * Finds a broken limit among the causes of other exceptions, because code that reads a
 * body wraps what the reading fails with. The connection stays: Reactor Netty reads the
 * rest of the body and drops it, so that the client sees the answer.
 */
public final class PayloadRefinement implements ProblemRefinement {

	private static final Problem TOO_LARGE = Problem.of(413);

	@Override
	public Stage stage() {
		return Stage.PAYLOAD;
	}

	@Override
	public List<Problem> answers() {
		return List.of(TOO_LARGE);
	}

	@Override
	public Problem refine(Problem problem, @Nullable Throwable exception, ProblemRequest request,
			ProblemAnswer.Fields fields) {
		boolean limitBroken = problem.status() != TOO_LARGE.status()
				&& Causes.find(exception, PayloadTooLargeException.class) != null;
		return limitBroken ? TOO_LARGE : problem;
	}

}
