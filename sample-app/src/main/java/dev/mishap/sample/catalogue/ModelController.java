package dev.mishap.sample.catalogue;

import java.util.Map;

import dev.mishap.AnswersWith;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Describes models. One of them must not be offered here, and one is out of service. */
@RestController
class ModelController {

	private static final Map<String, Model> MODELS = Map.of("toy-sentiment-1",
			new Model("toy-sentiment-1", "Counts friendly and unfriendly words"));

	@AnswersWith("NOT_FOUND")
	@GetMapping("/v1/models/{name}")
	Model model(@PathVariable String name) throws ModelWithheldException {
		if (name.equals("chatty-9")) {
			throw new ModelWithheldException();
		}
		if (name.equals("toy-sentiment-0")) {
			throw new ModelRetiredException("toy-sentiment-1");
		}
		@Nullable Model found = MODELS.get(name);
		if (found == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no model of that name.");
		}
		return found;
	}

	/**
	 * The application's own handler comes before the starter; what it answers gains code
	 * and request ID.
	 */
	@ExceptionHandler
	ProblemDetail retired(ModelRetiredException exception) {
		ProblemDetail body = ProblemDetail.forStatusAndDetail(HttpStatus.GONE, "The model is out of service.");
		body.setProperty("code", "MODEL_RETIRED");
		body.setProperty("successor", "/v1/models/" + exception.successor());
		return body;
	}

	record Model(String name, String description) {

	}

}
