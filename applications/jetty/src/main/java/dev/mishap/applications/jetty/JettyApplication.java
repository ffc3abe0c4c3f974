package dev.mishap.applications.jetty;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** An application that has excluded Tomcat. */
@SpringBootApplication
@RestController
public class JettyApplication {

	/**
	 * What is said.
	 *
	 * @param text the words
	 */
	public record Note(@NotBlank String text) {

	}

	@PostMapping("/notes")
	Note add(@Valid @RequestBody Note note) {
		return note;
	}

}
