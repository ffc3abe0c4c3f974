package dev.mishap.sample.jobs;

import dev.mishap.ProblemType;

/**
 * What can be wrong with a job: one list of codes and statuses to throw from, which
 * {@link JobConfiguration} has checked at start. What the codes mean in words stands in
 * {@code messages.properties}.
 */
enum JobProblem implements ProblemType {

	/** The first request with the same key is still being handled. */
	IDEMPOTENCY_KEY_IN_USE(409),

	/** The key belongs to another request. */
	IDEMPOTENCY_KEY_REUSED(422),

	/** There is no place in the queue. */
	JOBS_OVERLOADED(503),

	/** The model can make nothing of a text of the batch. */
	WORDLESS_TEXT(422);

	private final int status;

	JobProblem(int status) {
		this.status = status;
	}

	@Override
	public int status() {
		return this.status;
	}

}
