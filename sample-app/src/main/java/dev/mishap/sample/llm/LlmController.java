package dev.mishap.sample.llm;

import dev.mishap.RateLimitExceededException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers prompts at some length, and at a cost: hence the quota, in {@link LlmQuota}.
 */
@RestController
class LlmController {

	@PostMapping(path = "/llm", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	Completion complete(@Valid @RequestBody Prompt prompt) throws RateLimitExceededException {
		return new Completion("You said: " + prompt.prompt());
	}

	record Prompt(@NotBlank @Size(max = 500) String prompt) {

	}

	record Completion(String text) {

	}

}
