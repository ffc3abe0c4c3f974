package dev.mishap.internal.servlet;

import dev.mishap.ProblemRequest;
import dev.mishap.internal.operations.ObservedRequests;
import io.micrometer.observation.Observation;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.ServerHttpObservationFilter;

/** Finds the observations of servlet requests. */
public final class ObservedServletRequests implements ObservedRequests {

	@Override
	public Observation.@Nullable Context contextOf(ProblemRequest request) {
		HttpServletRequest servletRequest = request.unwrap(HttpServletRequest.class);
		return (servletRequest != null)
				? ServerHttpObservationFilter.findObservationContext(servletRequest).orElse(null) : null;
	}

}
