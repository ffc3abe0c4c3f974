package dev.mishap.sample.cluster;

import java.time.Duration;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemMappingsCustomizer;
import io.github.bucket4j.TimeoutException;
import io.lettuce.core.RedisException;

import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.stereotype.Component;

/**
 * Redis is away: that is not the fault of a request, and it will pass. Whoever goes on
 * without counting would lift the quota exactly when things are bad.
 */
@Component
@Profile("cluster")
class ClusterProblems implements ProblemMappingsCustomizer {

	private static final Problem UNAVAILABLE = Problem.of(503, "STORE_UNAVAILABLE")
		.withRetryAfter(Duration.ofSeconds(5));

	@Override
	public void customize(ProblemMappings.Builder mappings) {
		mappings.map(RedisException.class, UNAVAILABLE)
			.map(RedisSystemException.class, UNAVAILABLE)
			.map(DataAccessResourceFailureException.class, UNAVAILABLE)
			.map(QueryTimeoutException.class, UNAVAILABLE)
			.map(TimeoutException.class, UNAVAILABLE);
	}

}
