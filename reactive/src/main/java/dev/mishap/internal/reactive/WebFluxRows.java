package dev.mishap.internal.reactive;

import java.util.Set;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.ProblemRows;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.web.bind.annotation.RequestMethod;
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
		Set<String> methods = this.routes.methodsOfFunctions(request);
		if (methods.isEmpty()) {
			return null;
		}
		String refused = request.method();
		boolean known = refused != null && RequestMethod.resolve(refused) != null;
		return known ? Problem.of(405).withHeader("Allow", String.join(", ", methods)) : Problem.of(501);
	}

	/**
	 * The same exception tells of a body that a client has sent and of one that another
	 * service has answered with.
	 */
	private static Problem tooLarge(DataBufferLimitException exception, ProblemRequest request) {
		return ReactiveState.of(request.state()).isBodyRefused() ? Problem.of(413) : Problem.of(502, "UPSTREAM_FAILED");
	}

}
