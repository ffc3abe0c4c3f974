package dev.mishap.internal.rows.security;

import java.util.List;
import java.util.function.Function;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.PathPatterns;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemRefinement;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the existence of some resources from those who may not see them (RFC 9110,
 * section 15.5.4): to GET and HEAD a forbidden resource looks like a missing one, to any
 * other method a missing one looks like a forbidden one. Both answers are made here, from
 * nothing but the status, so that they are the same.
 */
public final class Concealment implements ProblemRefinement {

	private final PathPatterns patterns;

	private final Function<ProblemRequest, String> contextPath;

	/**
	 * Creates the refinement.
	 * @param patterns the patterns of paths whose existence is kept secret
	 * @param contextPath returns what a path has in front of the part that a pattern is
	 * for
	 */
	public Concealment(List<String> patterns, Function<ProblemRequest, String> contextPath) {
		this.contextPath = contextPath;
		this.patterns = new PathPatterns(patterns);
	}

	/**
	 * Returns whether a path is one of something whose existence is kept secret.
	 * @param path the path, or {@code null} if it is not known
	 * @param contextPath what the path has in front of the part that a pattern is for
	 */
	public boolean covers(@Nullable String path, String contextPath) {
		return path != null && this.patterns.match(path, contextPath);
	}

	@Override
	public Stage stage() {
		return Stage.CONCEALMENT;
	}

	@Override
	public Problem refine(Problem problem, @Nullable Throwable exception, ProblemRequest request,
			ProblemAnswer.Fields fields) {
		int status = problem.status();
		if ((status != 403 && status != 404) || !covers(request.path(), this.contextPath.apply(request))) {
			return problem;
		}
		fields.remove("WWW-Authenticate");
		fields.conceal();
		boolean looks = "GET".equals(request.method()) || "HEAD".equals(request.method());
		return Problem.of(looks ? 404 : 403);
	}

}
