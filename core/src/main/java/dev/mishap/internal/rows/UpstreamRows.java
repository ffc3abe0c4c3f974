package dev.mishap.internal.rows;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;

import org.springframework.http.HttpHeaders;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * Rows of calls to other services through {@code RestClient}, {@code RestTemplate} and
 * HTTP interfaces. What such a service said to us is not said to our caller, who neither
 * chose it nor has credentials for it.
 */
public final class UpstreamRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(RestClientException.class, Upstream.FAILED);
		mappings.map(RestClientResponseException.class, UpstreamRows::answered, Upstream.FAILED, Upstream.UNAVAILABLE);
		mappings.map(ResourceAccessException.class, Upstream::unreachable, Upstream.FAILED, Upstream.TIMED_OUT,
				Upstream.UNAVAILABLE);
	}

	/**
	 * Without the header fields of an answer there was no call: our own code has made the
	 * exception, as a way to say a status.
	 */
	private static Problem answered(RestClientResponseException exception) {
		int status = exception.getStatusCode().value();
		HttpHeaders headers = exception.getResponseHeaders();
		return (headers != null) ? Upstream.answered(status, headers) : Problem.of(status);
	}

}
