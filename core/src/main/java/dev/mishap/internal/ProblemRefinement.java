package dev.mishap.internal;

import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import org.jspecify.annotations.Nullable;

/**
 * Part of describing an error that no row can do, because it depends on the status or on
 * the response rather than on the exception. Refinements are the library's own; they come
 * after the row and before the customizers of the application, in the order of their
 * stages.
 */
public interface ProblemRefinement {

	/**
	 * Returns when it is this refinement's turn.
	 */
	Stage stage();

	/**
	 * Returns the problem to go on with.
	 * @param problem the problem so far, without its texts
	 * @param exception the exception behind it, or {@code null} if the error came as a
	 * status
	 * @param request the request that failed
	 * @param fields the header fields of the answer, to look at or change
	 */
	Problem refine(Problem problem, @Nullable Throwable exception, ProblemRequest request, ProblemAnswer.Fields fields);

	/**
	 * Returns the problems that this refinement can put in place of another.
	 */
	default List<Problem> answers() {
		return List.of();
	}

	/** Order of the refinements. */
	enum Stage {

		/** Limits of the body, and what they mean for the connection. */
		PAYLOAD,

		/** Origins that are refused, and what a script may read of the answer. */
		ORIGIN,

		/** What the challenges say. */
		CHALLENGE,

		/** What is kept secret: it sees whatever the others made. */
		CONCEALMENT

	}

}
