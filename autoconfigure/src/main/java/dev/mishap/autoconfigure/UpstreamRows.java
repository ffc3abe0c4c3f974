package dev.mishap.autoconfigure;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRows;

import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * Rows of calls to other services through {@code RestClient}, {@code RestTemplate} and
 * HTTP interfaces. What such a service said to us is not said to our caller, who neither
 * chose it nor has credentials for it.
 */
final class UpstreamRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(RestClientException.class, Upstream.FAILED);
		mappings.map(RestClientResponseException.class,
				(ex) -> Upstream.answered(ex.getStatusCode().value(), ex.getResponseHeaders()));
		mappings.map(ResourceAccessException.class, Upstream::unreachable);
	}

}
