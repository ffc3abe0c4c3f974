package dev.mishap.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.mishap.internal.registry.ProblemRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What this service can answer with lies under version control, for those who call it.
 * {@code -Dmishap.docs.update=true} writes it.
 */
class ProblemsJsonTests extends RunningSample {

	private static final Path FILE = Path.of("problems.json");

	@Test
	void listIsTheOneUnderVersionControl(@Autowired ProblemRegistry registry) throws IOException {
		if (Boolean.getBoolean("mishap.docs.update")) {
			registry.writeTo(FILE);
		}
		assertThat(Files.readString(FILE)).as("stale; run with -Dmishap.docs.update=true").isEqualTo(registry.asJson());
	}

}
