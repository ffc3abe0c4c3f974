package dev.mishap.sample.predict;

import java.net.URI;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The address that {@code POST /v1/predict} had once. 308 keeps method and body; after a
 * 301 or 302 many clients would come with a GET.
 */
@RestController
class LegacyPredictController {

	@PostMapping("/predict")
	ResponseEntity<Void> moved() {
		return ResponseEntity.status(HttpStatus.PERMANENT_REDIRECT)
			.location(URI.create("/v1/predict"))
			.header(HttpHeaders.LINK, "</v1/predict>; rel=\"successor-version\"")
			.build();
	}

}
