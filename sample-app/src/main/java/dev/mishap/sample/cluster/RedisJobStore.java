package dev.mishap.sample.cluster;

import java.time.Duration;

import dev.mishap.sample.jobs.Job;
import dev.mishap.sample.jobs.JobStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Profile;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** Keeps jobs and idempotency keys in Redis, for a day. */
@Component
@Profile("cluster")
class RedisJobStore implements JobStore {

	private static final Duration KEPT = Duration.ofDays(1);

	private final StringRedisTemplate redis;

	private final JsonMapper json;

	RedisJobStore(StringRedisTemplate redis, JsonMapper json) {
		this.redis = redis;
		this.json = json;
	}

	@Override
	public void save(Job job) {
		this.redis.opsForValue().set(job(job.id()), this.json.writeValueAsString(job), KEPT);
	}

	@Override
	public @Nullable Job find(String id) {
		String found = this.redis.opsForValue().get(job(id));
		return (found != null) ? this.json.readValue(found, Job.class) : null;
	}

	@Override
	public @Nullable Claim claim(String key, String fingerprint) {
		String claim = this.json.writeValueAsString(new Claim(fingerprint, null));
		if (Boolean.TRUE.equals(this.redis.opsForValue().setIfAbsent(key(key), claim, KEPT))) {
			return null;
		}
		String holder = this.redis.opsForValue().get(key(key));
		// a key that ran out between the two is free again
		return (holder != null) ? this.json.readValue(holder, Claim.class) : claim(key, fingerprint);
	}

	@Override
	public void settle(String key, Claim claim) {
		this.redis.opsForValue().set(key(key), this.json.writeValueAsString(claim), KEPT);
	}

	@Override
	public void release(String key) {
		this.redis.delete(key(key));
	}

	private static String job(String id) {
		return "sample:job:" + id;
	}

	private static String key(String key) {
		return "sample:key:" + key;
	}

}
