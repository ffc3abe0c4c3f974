package dev.mishap.internal.operations;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemListener;
import dev.mishap.ProblemRequest;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Tells the observation of a request, and so its metrics and its span, what became of it.
 * The code of the problem is the {@code error.type} of the span, in the words of
 * OpenTelemetry; meters do not have it, as all of one name need the same tags. The
 * exception is that of both.
 */
public final class ObservedProblems implements ProblemListener {

	private static final String ERROR_TYPE = "error.type";

	private static final int FIRST_SERVER_ERROR = 500;

	private final Requests requests;

	private final boolean clientErrors;

	/**
	 * Creates the listener.
	 * @param requests finds the observations
	 * @param clientErrors whether an observation has the exception behind a 4xx, which is
	 * not the server's error
	 */
	public ObservedProblems(Requests requests, boolean clientErrors) {
		this.requests = requests;
		this.clientErrors = clientErrors;
	}

	@Override
	public void answered(Problem problem, ProblemContext context) {
		mark(problem, context.exception(), context.request());
	}

	/**
	 * Returns whether a request is observed.
	 * @param request the request
	 */
	public boolean isObserved(ProblemRequest request) {
		return this.requests.contextOf(request) != null;
	}

	/**
	 * Tells the observation what its request is about to be answered with.
	 * @param problem the problem
	 * @param exception the exception behind it, or {@code null}
	 * @param request the request
	 */
	public void mark(Problem problem, @Nullable Throwable exception, ProblemRequest request) {
		Observation.Context observed = this.requests.contextOf(request);
		if (observed == null) {
			return;
		}
		observed.addHighCardinalityKeyValue(KeyValue.of(ERROR_TYPE, problem.code()));
		if (exception != null && (this.clientErrors || problem.status() >= FIRST_SERVER_ERROR)) {
			observed.setError(exception);
		}
	}

	@Override
	public void cut(@Nullable Throwable exception, ProblemContext context) {
		Observation.Context observed = this.requests.contextOf(context.request());
		if (observed != null && exception != null) {
			observed.addHighCardinalityKeyValue(KeyValue.of(ERROR_TYPE, exception.getClass().getName()));
			observed.setError(exception);
		}
	}

	/** Finds the observations of requests. Each stack keeps them in another place. */
	@FunctionalInterface
	public interface Requests {

		/**
		 * Returns the context of the observation of a request.
		 * @param request the request
		 * @return the context, or {@code null} if the request is not observed
		 */
		Observation.@Nullable Context contextOf(ProblemRequest request);

	}

}
