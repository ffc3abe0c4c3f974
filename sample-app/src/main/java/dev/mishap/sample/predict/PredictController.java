package dev.mishap.sample.predict;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import jakarta.validation.Valid;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /v1/predict}. A prediction of low confidence is a 200 like any other: how
 * sure the model is, is for the caller to judge. What it declares to throw is read by
 * people and by the OpenAPI document.
 */
@RestController
class PredictController {

	private final ModelServer model;

	PredictController(ModelServer model) {
		this.model = model;
	}

	@PostMapping(path = "/v1/predict", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	Prediction predict(@Valid @RequestBody PredictRequest request) throws ModelLoadingException, BulkheadFullException {
		Prediction prediction = this.model.predict(request.text());
		return (request.maxLabels() != null) ? prediction.best(request.maxLabels()) : prediction;
	}

}
