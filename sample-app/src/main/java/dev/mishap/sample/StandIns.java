package dev.mishap.sample;

import java.net.http.HttpTimeoutException;
import java.util.Comparator;
import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.Violation;
import dev.mishap.sample.llm.QuotaExceededException;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.server.ResponseStatusException;

/**
 * Rows that the starter is going to bring itself. Each goes as soon as the starter has
 * it.
 */
@Configuration(proxyBeanMethods = false)
class StandIns {

	@Bean
	ProblemMappingsCustomizer validationStandIn() {
		return (mappings) -> mappings.map(MethodArgumentNotValidException.class, StandIns::invalidBody);
	}

	@Bean
	ProblemMappingsCustomizer quotaStandIn() {
		return (mappings) -> mappings.map(QuotaExceededException.class,
				(ex) -> Problem.of(429, "RATE_LIMITED").withRetryAfter(ex.retryAfter()));
	}

	@Bean
	ProblemMappingsCustomizer upstreamStandIn() {
		return (mappings) -> mappings.map(RestClientException.class, Problem.of(502, "UPSTREAM_FAILED"))
			.map(HttpServerErrorException.ServiceUnavailable.class, StandIns::busyUpstream)
			.map(ResourceAccessException.class, (ex) -> (ex.getCause() instanceof HttpTimeoutException)
					? Problem.of(504, "UPSTREAM_TIMEOUT") : Problem.of(502, "UPSTREAM_FAILED"));
	}

	private static Problem busyUpstream(HttpServerErrorException.ServiceUnavailable exception) {
		HttpHeaders headers = exception.getResponseHeaders();
		String retryAfter = (headers != null) ? headers.getFirst(HttpHeaders.RETRY_AFTER) : null;
		return (retryAfter != null) ? Problem.of(503, "UPSTREAM_UNAVAILABLE").withHeader("Retry-After", retryAfter)
				: Problem.of(502, "UPSTREAM_FAILED");
	}

	/** A limit for every body, judged by its announced length. */
	@Bean
	FilterRegistrationBean<Filter> payloadStandIn() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
			if (request.getContentLengthLong() > 1_000_000) {
				((HttpServletResponse) response).setHeader("Connection", "close");
				throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
			}
			chain.doFilter(request, response);
		});
		registration.setOrder(0);
		return registration;
	}

	private static Problem invalidBody(MethodArgumentNotValidException exception) {
		List<Violation> violations = exception.getBindingResult()
			.getFieldErrors()
			.stream()
			.map(StandIns::violation)
			.sorted(Comparator.comparing(Violation::name))
			.toList();
		return Problem.of(422, "VALIDATION_FAILED").withViolations(violations);
	}

	private static Violation violation(FieldError error) {
		String member = error.getField().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
		String code = String.valueOf(error.getCode())
			.replaceAll("([a-z])([A-Z])", "$1_$2")
			.toUpperCase(java.util.Locale.ROOT);
		return Violation.of(Violation.Location.BODY, "#/" + member, code, error.getDefaultMessage());
	}

}
