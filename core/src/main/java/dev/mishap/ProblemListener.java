package dev.mishap;

import org.jspecify.annotations.Nullable;

/**
 * Is told of every problem, for alerts, an audit or a service that collects errors. All
 * beans of this type are called in their order, once for each answer, after it was
 * decided and logged, and before it is written: on the thread of the request, whose
 * caller waits for a slow one. What takes long is to be handed to an executor.
 * <p>
 * One that throws is logged once and skipped; the answer goes out all the same.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProblemListener {

	/**
	 * Takes note of an answer.
	 * @param problem the problem as the client gets it
	 * @param context the circumstances; its exception is the one behind the problem, even
	 * where the client is to learn nothing of it
	 */
	void answered(Problem problem, ProblemContext context);

	/**
	 * Takes note of a response that failed after it was committed, and is cut: nobody can
	 * answer any more.
	 * @param exception what went wrong, or {@code null} if it is not known
	 * @param context the circumstances
	 */
	default void cut(@Nullable Throwable exception, ProblemContext context) {
	}

}
