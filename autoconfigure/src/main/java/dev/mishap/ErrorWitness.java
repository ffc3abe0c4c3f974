package dev.mishap;

import org.jspecify.annotations.Nullable;

/**
 * Remembers which exception led to a status that somebody else has decided, so that the
 * body can say more than the status does.
 */
@FunctionalInterface
public interface ErrorWitness {

	/**
	 * Returns the exception behind a status.
	 * @param request the request that was refused
	 * @param status the status that was decided
	 * @return the exception, or {@code null} if none is known; its row counts only if it
	 * agrees with the status
	 */
	@Nullable Throwable exceptionBehind(ProblemRequest request, int status);

}
