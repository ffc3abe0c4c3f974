package dev.mishap.sample.predictions;

import java.net.URI;

import dev.mishap.AnswersWith;
import dev.mishap.sample.predict.ModelLoadingException;
import dev.mishap.sample.predict.ModelServer;
import dev.mishap.sample.predict.PredictRequest;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.server.ResponseStatusException;

/**
 * Predictions as resources. A change has to say which version it is about
 * ({@code If-Match}); without that it is 428, and 412 if the version has passed.
 */
@RestController
@RequestMapping(path = "/predictions", produces = MediaType.APPLICATION_JSON_VALUE)
class PredictionController {

	private final ModelServer model;

	private final PredictionStore store;

	PredictionController(ModelServer model, PredictionStore store) {
		this.model = model;
		this.store = store;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<StoredPrediction> create(@Valid @RequestBody PredictRequest request)
			throws ModelLoadingException, BulkheadFullException {
		StoredPrediction stored = this.store.add(request.text(), this.model.predict(request.text()));
		return ResponseEntity.created(URI.create("/predictions/" + stored.id())).eTag(stored.etag()).body(stored);
	}

	/** Spring compares the tag with {@code If-None-Match} and answers 304 by itself. */
	@GetMapping("/{id}")
	ResponseEntity<StoredPrediction> read(@PathVariable String id)
			throws PredictionNotFoundException, PredictionDeletedException {
		StoredPrediction stored = this.store.find(id);
		return ResponseEntity.ok()
			.eTag(stored.etag())
			.cacheControl(CacheControl.noCache().cachePrivate())
			.varyBy(HttpHeaders.ACCEPT)
			.body(stored);
	}

	@AnswersWith({ "PRECONDITION_FAILED", "PRECONDITION_REQUIRED" })
	@PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<StoredPrediction> replace(@PathVariable String id, @Valid @RequestBody Note note,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			WebRequest conditions) throws PredictionNotFoundException, PredictionDeletedException {
		return annotate(id, note, ifMatch, conditions);
	}

	@AnswersWith({ "PRECONDITION_FAILED", "PRECONDITION_REQUIRED" })
	@PatchMapping(path = "/{id}", consumes = "application/merge-patch+json")
	ResponseEntity<StoredPrediction> patch(@PathVariable String id, @Valid @RequestBody Note note,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			WebRequest conditions) throws PredictionNotFoundException, PredictionDeletedException {
		return annotate(id, note, ifMatch, conditions);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Transactional
	void delete(@PathVariable String id) throws PredictionNotFoundException {
		this.store.delete(id);
	}

	private ResponseEntity<StoredPrediction> annotate(String id, Note note, @Nullable String ifMatch,
			WebRequest conditions) {
		StoredPrediction known = this.store.find(id);
		if (ifMatch == null) {
			throw new ResponseStatusException(HttpStatus.PRECONDITION_REQUIRED);
		}
		if (conditions.checkNotModified(known.etag()) || !this.store.annotate(known, note.note())) {
			throw new ResponseStatusException(HttpStatus.PRECONDITION_FAILED);
		}
		StoredPrediction changed = this.store.find(id);
		return ResponseEntity.ok().eTag(changed.etag()).body(changed);
	}

	record Note(@Nullable @Size(max = 200) String note) {

	}

}
