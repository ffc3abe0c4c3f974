package dev.mishap.sample.llm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Keeps the buckets of the clients seen last in memory: enough for one instance. */
@Component
@Profile("!cluster")
class MemoryBuckets implements Buckets {

	private static final int MAX_CLIENTS = 10_000;

	private final Map<String, Bucket> buckets = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
			return size() > MAX_CLIENTS;
		}

	});

	private final TimeMeter time;

	/** A test has a clock of its own, and waits for nothing. */
	MemoryBuckets(ObjectProvider<TimeMeter> time) {
		this.time = time.getIfAvailable(() -> TimeMeter.SYSTEM_MILLISECONDS);
	}

	@Override
	public ConsumptionProbe take(String client, BucketConfiguration configuration) {
		return this.buckets.computeIfAbsent(client, (name) -> bucket(configuration)).tryConsumeAndReturnRemaining(1);
	}

	private Bucket bucket(BucketConfiguration configuration) {
		LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(this.time);
		for (var limit : configuration.getBandwidths()) {
			builder.addLimit(limit);
		}
		return builder.build();
	}

}
