package dev.mishap.sample;

import java.util.Set;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemCustomizer;

import org.springframework.stereotype.Component;

/** Adds to the problems of the starter where on the page at / its status is explained. */
@Component
class HelpLinks implements ProblemCustomizer {

	private static final Set<Integer> EXPLAINED = Set.of(400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 415, 422,
			428, 429, 451, 500, 502, 503, 504);

	@Override
	public Problem customize(Problem problem, ProblemContext context) {
		return EXPLAINED.contains(problem.status()) ? problem.withExtension("help", "/#c" + problem.status()) : problem;
	}

}
