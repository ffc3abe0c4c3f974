package dev.mishap.internal.rows;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;

import org.springframework.core.codec.DecodingException;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/** Rows of calls to other services through {@code WebClient}. */
public final class WebClientRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(WebClientException.class, Upstream.FAILED);
		mappings.map(WebClientResponseException.class, WebClientRows::answered, Upstream.FAILED, Upstream.UNAVAILABLE);
		mappings.map(WebClientRequestException.class, Upstream::unreachable, Upstream.FAILED, Upstream.TIMED_OUT,
				Upstream.UNAVAILABLE);
		// in a servlet application nothing else decodes reactively
		mappings.map(DecodingException.class, Upstream.FAILED);
	}

	/** Without a request there was no call: our own code has made the exception. */
	private static Problem answered(WebClientResponseException exception) {
		int status = exception.getStatusCode().value();
		return (exception.getRequest() != null) ? Upstream.answered(status, exception.getHeaders())
				: Problem.of(status);
	}

}
