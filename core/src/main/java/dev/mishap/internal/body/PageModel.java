package dev.mishap.internal.body;

import java.util.Date;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;

import org.springframework.http.HttpStatus;

/**
 * Model of the application's own error view: what Boot has put into it, and what it
 * lacks.
 */
public final class PageModel {

	private PageModel() {
	}

	/**
	 * Adds what a model lacks: the documented attributes of Boot, and beside them the
	 * members of the problem.
	 * @param model the model so far
	 * @param problem the problem
	 * @param context the circumstances
	 */
	public static void complete(Map<String, ? super Object> model, Problem problem, ProblemContext context) {
		model.putIfAbsent("timestamp", new Date());
		model.putIfAbsent("status", problem.status());
		model.putIfAbsent("error", error(problem.status()));
		model.putIfAbsent("message", "");
		model.putIfAbsent("title", String.valueOf(problem.title()));
		model.putIfAbsent("detail", (problem.detail() != null) ? problem.detail() : "");
		model.putIfAbsent("code", problem.code());
		model.putIfAbsent("request_id", context.requestId());
		model.putIfAbsent("errors", problem.violations());
		problem.extensions().forEach(model::putIfAbsent);
	}

	/**
	 * Returns what Boot calls an error of a status.
	 * @param status the status
	 */
	public static String error(int status) {
		HttpStatus known = HttpStatus.resolve(status);
		return (known != null) ? known.getReasonPhrase() : "Http Status " + status;
	}

}
