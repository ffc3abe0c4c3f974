package dev.mishap.sample.jobs;

import java.net.URI;
import java.util.List;

import dev.mishap.AnswersWith;
import dev.mishap.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Long work: 202 with the job, which is polled until it has ended. With an
 * {@code Idempotency-Key} the same request can be sent again without the work being done
 * again.
 */
@RestController
@RequestMapping(path = "/jobs", produces = MediaType.APPLICATION_JSON_VALUE)
class JobController {

	private final JobRunner runner;

	private final JobStore store;

	JobController(JobRunner runner, JobStore store) {
		this.runner = runner;
		this.store = store;
	}

	@AnswersWith({ "IDEMPOTENCY_KEY_IN_USE", "IDEMPOTENCY_KEY_REUSED", "JOBS_OVERLOADED" })
	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Job> create(@Valid @RequestBody Batch batch,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(max = 200) String key) {
		Job job = (key != null) ? once(key, batch.texts()) : this.runner.submit(batch.texts());
		return ResponseEntity.accepted().location(URI.create(job.links().self())).body(job);
	}

	/** 200 at each poll, for a failed job too: that the poll worked is what 200 says. */
	@GetMapping("/{id}")
	Job poll(@PathVariable String id) throws JobNotFoundException {
		Job job = this.store.find(id);
		if (job == null) {
			throw new JobNotFoundException();
		}
		return job;
	}

	private Job once(String key, List<String> texts) {
		String fingerprint = Fingerprints.of(texts);
		JobStore.Claim holder = this.store.claim(key, fingerprint);
		if (holder == null) {
			return first(key, fingerprint, texts);
		}
		if (!holder.fingerprint().equals(fingerprint)) {
			throw new ProblemException(JobProblem.IDEMPOTENCY_KEY_REUSED);
		}
		if (holder.jobId() == null) {
			throw new ProblemException(JobProblem.IDEMPOTENCY_KEY_IN_USE);
		}
		return poll(holder.jobId());
	}

	private Job first(String key, String fingerprint, List<String> texts) {
		try {
			Job job = this.runner.submit(texts);
			this.store.settle(key, new JobStore.Claim(fingerprint, job.id()));
			return job;
		}
		catch (RuntimeException ex) {
			// what came to nothing may be tried again
			this.store.release(key);
			throw ex;
		}
	}

	record Batch(@NotNull @Size(min = 1, max = 20) List<@NotNull String> texts) {

	}

}
