package dev.mishap.sample.demo;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * How not to do it: each of these is an anti-pattern of the sheet, kept to be looked at.
 * A body that a handler writes itself is its own, so the starter leaves it alone; the 404
 * without a body gets one.
 */
@RestController
class WrongController {

	/** An error that calls itself a success. */
	@GetMapping("/wrong/ok-with-error")
	Map<String, String> okWithError() {
		return Map.of("error", "prediction not found");
	}

	/** A stack trace for everybody. */
	@GetMapping(path = "/wrong/traceback", produces = MediaType.TEXT_PLAIN_VALUE)
	ResponseEntity<String> traceback() {
		StringWriter trace = new StringWriter();
		new IllegalStateException("jdbc:h2:/var/lib/models/models.db is locked")
			.printStackTrace(new PrintWriter(trace));
		return ResponseEntity.status(HttpStatus.INTERNAL_SERVER_ERROR).body(trace.toString());
	}

	/** Missing credentials that look like a missing resource. */
	@GetMapping("/wrong/hidden-401")
	ResponseEntity<Void> hidden() {
		return ResponseEntity.notFound().build();
	}

	/** A status that nobody else knows. */
	@GetMapping("/wrong/made-up")
	ResponseEntity<Map<String, String>> madeUp() {
		return ResponseEntity.status(230).body(Map.of("state", "authenticated, but not quite"));
	}

	/** A redirect that turns many a POST into a GET. */
	@PostMapping("/wrong/predict")
	ResponseEntity<Void> moved() {
		return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY).location(URI.create("/v1/predict")).build();
	}

}
