package dev.mishap.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.mishap.autoconfigure.ConfiguredMappings.LibraryHints;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.ImportRuntimeHints;

import static org.assertj.core.api.Assertions.assertThat;

class LibraryHintsTests {

	private static final Pattern LOOKED_FOR = Pattern.compile("isPresent\\(\\s*\"([\\w.$]+)\"");

	private static RuntimeHints hints() {
		RuntimeHints hints = new RuntimeHints();
		assertThat(ProblemAutoConfiguration.class.getAnnotation(ImportRuntimeHints.class).value())
			.contains(LibraryHints.class);
		new LibraryHints().registerHints(hints, LibraryHintsTests.class.getClassLoader());
		return hints;
	}

	@Test
	void textsAreKept() {
		for (String resource : List.of("dev/mishap/messages.properties", "dev/mishap/messages_de.properties",
				"mishap-messages_fr.properties", "dev/mishap/problems.schema.json")) {
			assertThat(RuntimeHintsPredicates.resource().forResource(resource)).as(resource).accepts(hints());
		}
	}

	@Test
	void classesThatTellOfATechnologyAreKept() {
		for (String type : List.of("tools.jackson.databind.ObjectMapper", "org.slf4j.MDC",
				"jakarta.validation.ConstraintViolation")) {
			assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of(type))).as(type).accepts(hints());
		}
	}

	/** What is asked for by name and has no hint is not there in a native image. */
	@Test
	void everyClassThatIsLookedForHasItsHint() throws IOException {
		Set<String> lookedFor = new TreeSet<>();
		for (String module : List.of("core", "servlet", "reactive", "client", "autoconfigure")) {
			Path sources = Path.of("..", module, "src/main/java");
			if (!Files.isDirectory(sources)) {
				continue;
			}
			try (Stream<Path> files = Files.walk(sources)) {
				for (Path file : files.filter((one) -> one.toString().endsWith(".java")).toList()) {
					Matcher matcher = LOOKED_FOR.matcher(Files.readString(file));
					while (matcher.find()) {
						lookedFor.add(matcher.group(1));
					}
				}
			}
		}
		// never in a native image
		lookedFor.remove("org.springframework.boot.devtools.restart.Restarter");
		assertThat(lookedFor).isNotEmpty();
		assertThat(LibraryHints.TYPES).containsAll(lookedFor);
	}

}
