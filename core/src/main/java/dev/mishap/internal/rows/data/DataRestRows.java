package dev.mishap.internal.rows.data;

import java.util.List;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.input.InputRows;

import org.springframework.data.rest.core.RepositoryConstraintViolationException;
import org.springframework.data.rest.webmvc.support.ETagDoesntMatchException;
import org.springframework.http.HttpHeaders;

/** Rows of Spring Data REST. */
public final class DataRestRows implements ProblemRows {

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
	}

	private static Problem changedMeanwhile(ETagDoesntMatchException exception) {
		HttpHeaders headers = exception.getExpectedETag().addTo(new HttpHeaders());
		String current = headers.getETag();
		Problem problem = Problem.of(PRECONDITION_FAILED);
		return (current != null) ? problem.withHeaders(Map.of(HttpHeaders.ETAG, List.of(current))) : problem;
	}

}
