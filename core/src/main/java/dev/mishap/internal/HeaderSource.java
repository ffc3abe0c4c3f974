package dev.mishap.internal;

import java.util.List;

import dev.mishap.ProblemRequest;

/**
 * Knows the value of a header field that a status owes, where nobody has set it: the
 * challenges of a bare 401, the methods of a bare 405, the wait of a 503.
 */
@FunctionalInterface
public interface HeaderSource {

	/**
	 * Returns the values for a request.
	 * @param request the request that failed
	 * @return the values, one line each; none if they aren't known
	 */
	List<String> values(ProblemRequest request);

}
