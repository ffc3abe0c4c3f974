package dev.mishap.autoconfigure.input;

import java.util.function.Supplier;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import org.jspecify.annotations.Nullable;

/**
 * What code of the application has thrown while its input was made ready: a domain
 * exception with an answer of its own keeps it.
 */
final class KnownCauses {

	private static final int INTERNAL_ERROR = 500;

	private final Supplier<ProblemMappings> mappings;

	KnownCauses(Supplier<ProblemMappings> mappings) {
		this.mappings = mappings;
	}

	/**
	 * Returns the problem that an exception stands for.
	 * @param cause the exception
	 * @return the problem, or {@code null} if nobody has said what the exception means
	 */
	@Nullable Problem problemFor(@Nullable Throwable cause) {
		if (cause == null || !this.mappings.get().knows(cause)) {
			return null;
		}
		Problem problem = this.mappings.get().problemFor(cause);
		return (problem.status() != INTERNAL_ERROR) ? problem : null;
	}

}
