package dev.mishap.autoconfigure.data;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemCustomizer;
import dev.mishap.ProblemRequest;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says of a concurrent change that the precondition does not hold, where the request had
 * one (RFC 9110, section 13.1.1).
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ConditionalChanges implements ProblemCustomizer {

	@Override
	public Problem customize(Problem problem, ProblemContext context) {
		boolean changed = problem.status() == 409 && problem.code().equals(DataProblems.CONCURRENT_CHANGE);
		return (changed && isConditional(context.request())) ? Problem.of(412) : problem;
	}

	private static boolean isConditional(ProblemRequest request) {
		return request.header("If-Match") != null || request.header("If-Unmodified-Since") != null;
	}

}
