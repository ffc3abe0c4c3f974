package dev.mishap.sample.llm;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;

/** One bucket of tokens for each client. */
@FunctionalInterface
public interface Buckets {

	/**
	 * Takes a token out of a client's bucket.
	 * @param client the client
	 * @param configuration what a new bucket is like
	 * @return whether there was one, and when there will be more
	 */
	ConsumptionProbe take(String client, BucketConfiguration configuration);

}
