package dev.mishap.rewrite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.openrewrite.test.RewriteTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrewrite.gradle.Assertions.buildGradleKts;
import static org.openrewrite.groovy.Assertions.groovy;

/**
 * Builds with Gradle get the dependency that README.md shows. The parsers are those of
 * Groovy and Kotlin, so that what is written there is also a program. Gradle itself is
 * not in the registries.
 */
class GradleTests implements RewriteTest {

	private static final MoveDependencies RECIPE = new MoveDependencies("org.zalando",
			List.of("problem-spring-web-starter"), List.of("problem"), List.of());

	@Test
	void groovyGetsWhatTheReadmeShows() throws IOException {
		String after = snippet("groovy");
		rewriteRun((spec) -> spec.recipe(RECIPE),
				groovy(before(after), after, (source) -> source.path("build.gradle")));
	}

	@Test
	void kotlinGetsWhatTheReadmeShows() throws IOException {
		String after = snippet("kotlin");
		rewriteRun((spec) -> spec.recipe(RECIPE), buildGradleKts(before(after), after));
	}

	private static String before(String after) {
		String before = after.replaceFirst("dev\\.mishap:[^'\"]+", "org.zalando:problem-spring-web-starter:0.29.1");
		assertThat(before).isNotEqualTo(after);
		return before;
	}

	private static String snippet(String language) throws IOException {
		String readme = Files.readString(Path.of("..", "README.md"));
		Matcher snippet = Pattern.compile("(?s)\\n```" + language + "\\n(.*?)\\n```").matcher(readme);
		assertThat(snippet.find()).as("a snippet in " + language).isTrue();
		return snippet.group(1);
	}

}
