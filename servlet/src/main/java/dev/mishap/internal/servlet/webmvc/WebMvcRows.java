package dev.mishap.internal.servlet.webmvc;

import java.util.List;
import java.util.Set;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.rows.StandardRows;
import dev.mishap.internal.servlet.webmvc.BodyAdvice.UnsatisfiableRangeException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Rows of what Spring MVC says about addresses and what is there, for which the routes of
 * the application are asked.
 */
public final class WebMvcRows implements ProblemRows {

	private final RoutesOfMvc routes;

	/**
	 * Creates the rows.
	 * @param routes the routes of the application
	 */
	public WebMvcRows(RoutesOfMvc routes) {
		this.routes = routes;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		Problem[] ofAddress = { Problem.of(404), Problem.of(405), Problem.of(501), Problem.of(500) };
		mappings.map(UnsatisfiableRangeException.class, UnsatisfiableRangeException::problem, Problem.of(416));
		mappings.map(NoResourceFoundException.class, this::nothingFound, ofAddress);
		mappings.map(NoHandlerFoundException.class, this::nothingFound, ofAddress);
		mappings.map(HttpMediaTypeNotAcceptableException.class, this::notAcceptable, Problem.of(406));
	}

	/**
	 * What a handler forwards to and that is missing is our error: the address that was
	 * asked for has a handler. A functional route that wants another method is not found
	 * by MVC.
	 */
	private @Nullable Problem nothingFound(Exception exception, ProblemRequest request) {
		if (exception == request.state().witnessed()) {
			return Problem.of(500);
		}
		return StandardRows.otherMethods(this.routes.methodsOfFunctions(request), request);
	}

	/**
	 * The list goes into the body: a header field {@code Accept} would be about what may
	 * be sent (RFC 9110, section 12.5.1). An {@code Accept} that cannot be parsed fails
	 * before MVC knows what there is.
	 */
	private Problem notAcceptable(HttpMediaTypeNotAcceptableException exception, ProblemRequest request) {
		List<String> available = exception.getSupportedMediaTypes()
			.stream()
			.map(MediaType::toString)
			.distinct()
			.toList();
		if (available.isEmpty()) {
			available = this.routes.mediaTypes(request);
		}
		Problem problem = Problem.of(406);
		return available.isEmpty() ? problem : problem.withExtension("acceptable", available);
	}

}
