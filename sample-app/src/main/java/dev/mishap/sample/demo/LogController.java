package dev.mishap.sample.demo;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Does what support does: finds the log lines that belong to a request ID. */
@RestController
class LogController {

	private final LogLines lines;

	LogController(LogLines lines) {
		this.lines = lines;
	}

	@GetMapping("/demo/logs")
	Found find(@RequestParam("request_id") String requestId) {
		return new Found(requestId.strip(), this.lines.of(requestId.strip()));
	}

	record Found(String requestId, List<String> lines) {

	}

}
