package dev.mishap.internal.rows;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

import dev.mishap.OverloadedException;
import dev.mishap.Problem;
import dev.mishap.ProblemException;
import dev.mishap.ProblemMappings;
import dev.mishap.RateLimitExceededException;
import dev.mishap.RateLimitExceededException.Quota;
import dev.mishap.internal.ProblemRows;

import org.springframework.http.converter.HttpMessageConversionException;

/**
 * Rows of the library's own exceptions, and of what the JDK and Spring throw where a
 * server has too much to do: work for its executors, and time that ran out. Rejections by
 * Spring's {@code @ConcurrencyLimit} and its executors are
 * {@link RejectedExecutionException}s.
 */
public final class StandardRows implements ProblemRows {

	private static final Problem OVERLOADED = Problem.of(503, OverloadedException.DEFAULT_CODE);

	private static final Problem UNAVAILABLE = Problem.of(503);

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(ProblemException.class, ProblemException::problem);
		mappings.map(HttpMessageConversionException.class, Problem.of(500));
		mappings.map(RateLimitExceededException.class, StandardRows::rateLimited, Problem.of(429));
		mappings.map(OverloadedException.class, StandardRows::overloaded, OVERLOADED);
		mappings.map(RejectedExecutionException.class, OVERLOADED);
		mappings.map(TimeoutException.class, UNAVAILABLE);
	}

	private static Problem rateLimited(RateLimitExceededException exception) {
		Problem problem = Problem.of(429).withRetryAfter(longest(exception));
		List<Quota> quotas = exception.getQuotas();
		if (quotas.isEmpty()) {
			return problem;
		}
		return problem.withHeader("RateLimit-Policy", join(quotas.stream().map(Quota::policyItem).toList()))
			.withHeader("RateLimit", join(quotas.stream().map(Quota::limitItem).toList()));
	}

	/** The draft, section 6: who is to wait must not be sent back too early. */
	private static Duration longest(RateLimitExceededException exception) {
		Duration longest = exception.getRetryAfter();
		for (Quota quota : exception.getQuotas()) {
			if (quota.remaining() == 0 && quota.reset().compareTo(longest) > 0) {
				longest = quota.reset();
			}
		}
		return longest;
	}

	private static String join(List<String> items) {
		return String.join(", ", items);
	}

	private static Problem overloaded(OverloadedException exception) {
		Problem problem = Problem.of(503, exception.getCode());
		Duration retryAfter = exception.getRetryAfter();
		return (retryAfter != null) ? problem.withRetryAfter(retryAfter) : problem;
	}

}
