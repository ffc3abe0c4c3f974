package dev.mishap.internal.reactive;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.rows.StandardRows;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.web.reactive.resource.NoResourceFoundException;

/** Rows of what WebFlux raises. */
public final class WebFluxRows implements ProblemRows {

	private static final Problem TOO_LARGE = Problem.of(413);

	private static final Problem UPSTREAM_FAILED = Problem.of(502, "UPSTREAM_FAILED");

	private final RoutesOfWebFlux routes;

	/**
	 * Creates the rows.
	 * @param routes the routes that there are
	 */
	public WebFluxRows(RoutesOfWebFlux routes) {
		this.routes = routes;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(NoResourceFoundException.class, this::nothingFound, Problem.of(405), Problem.of(501));
		mappings.map(PayloadTooLargeException.class, TOO_LARGE);
		mappings.map(DataBufferLimitException.class, WebFluxRows::tooLarge, TOO_LARGE, UPSTREAM_FAILED);
	}

	/** A functional route that wants another method is not found by WebFlux. */
	private @Nullable Problem nothingFound(Exception exception, ProblemRequest request) {
		return StandardRows.otherMethods(this.routes.methodsOfFunctions(request), request);
	}

	/**
	 * The same exception tells of a body that a client has sent and of one that another
	 * service has answered with.
	 */
	private static Problem tooLarge(DataBufferLimitException exception, ProblemRequest request) {
		return ReactiveState.of(request.state()).isBodyRefused() ? Problem.of(413) : Problem.of(502, "UPSTREAM_FAILED");
	}

}
