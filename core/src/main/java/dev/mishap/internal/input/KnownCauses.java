package dev.mishap.internal.input;

import java.util.function.Supplier;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * What code of the application has thrown while its input was made ready: a domain
 * exception with an answer of its own keeps it.
 */
final class KnownCauses {

	private static final int INTERNAL_ERROR = 500;

	private final SingletonSupplier<ProblemMappings> mappings;

	KnownCauses(Supplier<ProblemMappings> mappings) {
		this.mappings = SingletonSupplier.of(mappings);
	}

	/**
	 * Returns the problem that an exception stands for.
	 * @param cause the exception
	 * @param request the request that failed
	 * @return the problem, or {@code null} if nobody has said what the exception means
	 */
	@Nullable Problem problemFor(@Nullable Throwable cause, ProblemRequest request) {
		ProblemMappings mappings = this.mappings.obtain();
		if (cause == null || !mappings.knows(cause)) {
			return null;
		}
		Problem problem = mappings.problemFor(cause, request);
		return (problem.status() != INTERNAL_ERROR) ? problem : null;
	}

}
