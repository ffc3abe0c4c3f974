package dev.mishap.sample.jobs;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Work on a batch of texts. A poll for it is a success whatever has become of it; what
 * went wrong stands inside, as the problem that a direct answer would have been.
 *
 * @param id its identifier
 * @param state how far it is
 * @param done how many texts are done
 * @param total how many texts there are
 * @param labels the labels, once all are done
 * @param error the problem that ended it
 * @param links where to go from here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Job(String id, State state, int done, int total, @Nullable List<String> labels,
		@Nullable Map<String, Object> error, Links links) {

	static Job queued(String id, int total) {
		return new Job(id, State.queued, 0, total, null, null, new Links("/jobs/" + id));
	}

	Job running(int done) {
		return new Job(this.id, State.running, done, this.total, null, null, this.links);
	}

	Job succeeded(List<String> labels) {
		return new Job(this.id, State.succeeded, this.total, this.total, labels, null, this.links);
	}

	Job failed(int done, Map<String, Object> error) {
		return new Job(this.id, State.failed, done, this.total, null, error, this.links);
	}

	/** How far a job is, spelt as it is sent. */
	public enum State {

		/** Nobody works on it yet. */
		queued,

		/** Somebody works on it. */
		running,

		/** All is done. */
		succeeded,

		/** It ended early. */
		failed

	}

	/**
	 * Where to go from a job.
	 *
	 * @param self the job itself, to be polled
	 */
	public record Links(String self) {

	}

}
