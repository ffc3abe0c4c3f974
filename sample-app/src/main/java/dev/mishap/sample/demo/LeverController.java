package dev.mishap.sample.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.mishap.sample.jobs.Fingerprints;
import dev.mishap.sample.jobs.JobStore;
import dev.mishap.sample.predict.ModelServer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Levers that bring the service into states which otherwise take many clients. */
@RestController
class LeverController {

	private final ModelServer model;

	private final JobStore jobs;

	private final Duration hold;

	LeverController(ModelServer model, JobStore jobs, @Value("${sample.levers.hold}") Duration hold) {
		this.model = model;
		this.jobs = jobs;
		this.hold = hold;
	}

	/** Tells whether the model would take a request now, without sending it one. */
	@GetMapping("/demo/model")
	Map<String, Object> state() {
		return Map.of("free", this.model.isFree());
	}

	/** Takes all places of the model for a while. */
	@PostMapping("/demo/model/busy")
	Map<String, Object> busy() {
		return Map.of("places_taken", this.model.occupy(this.hold), "seconds", this.hold.toSeconds());
	}

	/** Loads the model anew. */
	@PostMapping("/demo/model/loading")
	Map<String, Object> loading() {
		this.model.reload(this.hold);
		return Map.of("seconds", this.hold.toSeconds());
	}

	/** Takes a key, as a request that is still being handled would. */
	@PostMapping("/demo/keys/{key}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void takeKey(@PathVariable String key, @RequestBody List<String> texts) {
		this.jobs.claim(key, Fingerprints.of(texts));
	}

}
