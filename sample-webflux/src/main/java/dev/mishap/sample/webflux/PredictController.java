package dev.mishap.sample.webflux;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Predictions: one, or a stream of them. */
@RestController
class PredictController {

	/**
	 * What to judge.
	 *
	 * @param text the text
	 */
	record PredictRequest(@NotBlank @Size(max = 2000) String text) {

	}

	/**
	 * What a model says.
	 *
	 * @param label its judgement
	 * @param confidence how sure it is, up to 1
	 */
	record Prediction(String label, double confidence) {

	}

	@PostMapping("/v1/models/{model}/predict")
	Mono<Prediction> predict(@PathVariable String model, @Valid @RequestBody Mono<PredictRequest> request) {
		return request.flatMap((content) -> judge(model, content.text()));
	}

	/**
	 * A stream that fails half-way cannot say so in its status: its connection is cut.
	 */
	@GetMapping(path = "/v1/models/{model}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<Prediction> stream(@PathVariable String model) {
		return Flux.concat(judge(model, "good"), judge(model, "bad"),
				model.equals("flaky") ? Mono.error(new IllegalStateException("shard 3 is gone")) : Mono.empty());
	}

	private static Mono<Prediction> judge(String model, String text) {
		return switch (model) {
			case "sentiment", "flaky" -> Mono.just(new Prediction(text.contains("bad") ? "negative" : "positive", 0.9));
			case "large" -> Mono.error(new ModelLoadingException(Duration.ofSeconds(30)));
			case "slow" -> Mono.<Prediction>never().timeout(Duration.ofMillis(200));
			case "broken" -> Mono.error(new IllegalStateException("weights of /models/broken.bin do not fit"));
			default -> Mono.error(new ModelMissingException(model));
		};
	}

}
