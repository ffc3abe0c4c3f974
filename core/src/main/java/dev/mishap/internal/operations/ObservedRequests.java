package dev.mishap.internal.operations;

import dev.mishap.ProblemRequest;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/** Finds the observations of requests. Each stack keeps them in another place. */
@FunctionalInterface
public interface ObservedRequests {

	/**
	 * Returns the context of the observation of a request.
	 * @param request the request
	 * @return the context, or {@code null} if the request is not observed
	 */
	Observation.@Nullable Context contextOf(ProblemRequest request);

}
