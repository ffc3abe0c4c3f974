package dev.mishap.internal.rows.data;

import java.util.List;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.Violation.Location;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.input.InputRows;
import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.data.repository.query.Param;
import org.springframework.data.repository.support.QueryMethodParameterConversionException;
import org.springframework.data.rest.core.RepositoryConstraintViolationException;
import org.springframework.data.rest.webmvc.support.BackendId;
import org.springframework.data.rest.webmvc.support.ETagDoesntMatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;

/** Rows of Spring Data REST. */
public final class DataRestRows implements ProblemRows {

	private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	private static final int BAD_REQUEST = 400;

	private static final Problem INVALID_PARAMETER = Problem.of(BAD_REQUEST, "INVALID_PARAMETER");

	private static final int PRECONDITION_FAILED = 412;

	private final InputRows input;

	public DataRestRows(InputRows input) {
		this.input = input;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(RepositoryConstraintViolationException.class,
				(exception, request) -> this.input.invalidBody(exception.getErrors(), request),
				this.input.validationFailed());
		mappings.map(ETagDoesntMatchException.class, DataRestRows::changedMeanwhile, Problem.of(PRECONDITION_FAILED));
		mappings.map(ConversionFailedException.class, this::unconverted, INVALID_PARAMETER);
		mappings.map(QueryMethodParameterConversionException.class,
				(exception) -> unconverted(exception.getParameter()), INVALID_PARAMETER, Problem.of(BAD_REQUEST));
	}

	private static Problem unconverted(MethodParameter parameter) {
		Param param = parameter.getParameterAnnotation(Param.class);
		parameter.initParameterNameDiscovery(NAMES);
		String name = (param != null) ? param.value() : parameter.getParameterName();
		return (name != null) ? InputRows.unconverted(Location.PARAMETER, name, parameter.getParameterType())
				: Problem.of(BAD_REQUEST);
	}

	/**
	 * The ID in a path is converted when the repository is asked, long after MVC has
	 * looked at the arguments. What else cannot be converted is not the client's.
	 */
	private @Nullable Problem unconverted(ConversionFailedException exception, ProblemRequest request) {
		boolean hasId = this.input.arguments(request)
			.stream()
			.anyMatch((argument) -> argument.hasParameterAnnotation(BackendId.class));
		String path = request.path();
		return (hasId && path != null && isSegment(exception.getValue(), path))
				? InputRows.unconverted(Location.PATH, "id", exception.getTargetType().getType()) : null;
	}

	private static boolean isSegment(@Nullable Object value, String path) {
		return value instanceof String text && PathContainer.parsePath(path)
			.elements()
			.stream()
			.anyMatch((element) -> element instanceof PathSegment segment && segment.valueToMatch().equals(text));
	}

	private static Problem changedMeanwhile(ETagDoesntMatchException exception) {
		HttpHeaders headers = exception.getExpectedETag().addTo(new HttpHeaders());
		String current = headers.getETag();
		Problem problem = Problem.of(PRECONDITION_FAILED);
		return (current != null) ? problem.withHeaders(Map.of(HttpHeaders.ETAG, List.of(current))) : problem;
	}

}
