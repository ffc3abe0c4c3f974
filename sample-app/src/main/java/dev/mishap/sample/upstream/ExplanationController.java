package dev.mishap.sample.upstream;

import java.net.http.HttpClient;
import java.time.Duration;

import dev.mishap.AnswersWith;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/**
 * Asks another service. What that one answers is never passed on as our own: the caller
 * has not asked it, and cannot do anything about it.
 */
@RestController
class ExplanationController {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final RestClient explainer;

	ExplanationController(RestClient.Builder builder, MoodyExplainer upstream) {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().connectTimeout(PATIENCE).build());
		requests.setReadTimeout(PATIENCE);
		this.explainer = builder.baseUrl(upstream.url()).requestFactory(requests).build();
	}

	/**
	 * Explains a prediction.
	 * @param mood how the other service feels today
	 */
	@AnswersWith({ "UPSTREAM_FAILED", "UPSTREAM_UNAVAILABLE", "UPSTREAM_TIMED_OUT" })
	@GetMapping(path = "/v1/explanations/{mood}", produces = MediaType.APPLICATION_JSON_VALUE)
	@Nullable Explanation explain(@PathVariable String mood) {
		return this.explainer.get().uri("/{mood}", mood).retrieve().body(Explanation.class);
	}

}
