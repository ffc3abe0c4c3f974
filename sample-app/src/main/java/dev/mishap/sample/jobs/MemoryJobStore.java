package dev.mishap.sample.jobs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Keeps the latest jobs in memory: enough for one instance. */
@Component
@Profile("!cluster")
class MemoryJobStore implements JobStore {

	private final Map<String, Job> jobs = latest(1000);

	private final Map<String, Claim> claims = latest(1000);

	@Override
	public void save(Job job) {
		this.jobs.put(job.id(), job);
	}

	@Override
	public @Nullable Job find(String id) {
		return this.jobs.get(id);
	}

	@Override
	public @Nullable Claim claim(String key, String fingerprint) {
		return this.claims.putIfAbsent(key, new Claim(fingerprint, null));
	}

	@Override
	public void settle(String key, Claim claim) {
		this.claims.put(key, claim);
	}

	@Override
	public void release(String key) {
		this.claims.remove(key);
	}

	private static <V> Map<String, V> latest(int count) {
		return Collections.synchronizedMap(new LinkedHashMap<>() {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
				return size() > count;
			}

		});
	}

}
