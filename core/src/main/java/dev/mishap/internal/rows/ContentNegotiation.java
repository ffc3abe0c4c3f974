package dev.mishap.internal.rows;

import java.util.List;

import java.util.Locale;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.AnswerFields;
import dev.mishap.internal.ProblemRefinement;
import org.jspecify.annotations.Nullable;

import org.springframework.http.converter.HttpMessageNotReadableException;

/**
 * Says what an unsupported body is to be instead, as far as that depends on the method of
 * the request, and whether it is the coding that does not fit.
 */
public final class ContentNegotiation implements ProblemRefinement {

	private static final int UNSUPPORTED = 415;

	private static final Problem UNSUPPORTED_CODING = Problem.of(UNSUPPORTED, "UNSUPPORTED_CONTENT_CODING")
		.withHeader("Accept-Encoding", "identity");

	@Override
	public Stage stage() {
		return Stage.CONTENT;
	}

	@Override
	public List<Problem> answers() {
		return List.of(UNSUPPORTED_CODING);
	}

	@Override
	public Problem refine(Problem problem, @Nullable Throwable exception, ProblemRequest request, AnswerFields fields) {
		if (exception instanceof HttpMessageNotReadableException && isEncoded(request) && !isDecoded(problem)) {
			// RFC 9110, section 12.5.3: of a coding, and of nothing else
			return UNSUPPORTED_CODING;
		}
		if (problem.status() != UNSUPPORTED) {
			return problem;
		}
		return withAcceptOfMethod(problem, request.method());
	}

	/**
	 * A parser that came beyond the beginning has not read what is encoded: a filter has
	 * undone the coding, and the field is still there.
	 */
	private static boolean isDecoded(Problem problem) {
		return problem.status() != 400 || (problem.extensions().get("line") instanceof Integer line
				&& problem.extensions().get("column") instanceof Integer column && (line > 1 || column > 2));
	}

	/**
	 * RFC 5789, section 2.2, has a field for PATCH, LDP, section 7.1, one for POST, and
	 * RFC 10008 one for QUERY, whose list of types has the same form.
	 */
	private static Problem withAcceptOfMethod(Problem problem, @Nullable String method) {
		String accept = problem.header("Accept");
		if (accept == null || problem.header("Accept-Encoding") != null) {
			return problem;
		}
		if ("PATCH".equals(method)) {
			return problem.withHeader("Accept-Patch", accept);
		}
		if ("QUERY".equals(method)) {
			return problem.withHeader("Accept-Query", accept);
		}
		return "POST".equals(method) ? problem.withHeader("Accept-Post", accept) : problem;
	}

	private static boolean isEncoded(ProblemRequest request) {
		for (String line : request.headers("Content-Encoding")) {
			for (String coding : line.split(",")) {
				String name = coding.trim().toLowerCase(Locale.ROOT);
				if (!name.isEmpty() && !name.equals("identity")) {
					return true;
				}
			}
		}
		return false;
	}

}
