package dev.mishap.sample.jobs;

import org.jspecify.annotations.Nullable;

/**
 * Keeps jobs, and which {@code Idempotency-Key} led to which of them.
 */
public interface JobStore {

	/**
	 * Keeps a job as it is now.
	 * @param job the job
	 */
	void save(Job job);

	/**
	 * Returns a job.
	 * @param id its identifier
	 * @return the job, or {@code null} if there is none
	 */
	@Nullable Job find(String id);

	/**
	 * Takes a key for a request, unless another request has it.
	 * @param key the key
	 * @param fingerprint what tells the request from others
	 * @return {@code null} if the key was free, or else who has it
	 */
	@Nullable Claim claim(String key, String fingerprint);

	/**
	 * Notes what the request that has a key has led to.
	 * @param key the key
	 * @param claim the claim, complete
	 */
	void settle(String key, Claim claim);

	/**
	 * Gives a key free, because its request came to nothing.
	 * @param key the key
	 */
	void release(String key);

	/**
	 * Who has a key.
	 *
	 * @param fingerprint what tells the request from others
	 * @param jobId the job it led to, or {@code null} while it is being handled
	 */
	record Claim(String fingerprint, @Nullable String jobId) {

	}

}
