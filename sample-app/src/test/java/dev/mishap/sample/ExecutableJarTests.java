package dev.mishap.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.mishap.sample.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The jar that the build has made, started with {@code java -jar}. */
@Tag("packaged")
class ExecutableJarTests {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	@Test
	void jarStartsTheService(@TempDir Path folder) throws Exception {
		Path output = folder.resolve("output");
		Process service = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", System.getProperty("sample.jar"),
				"--server.port=0")
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			Waiting.until(() -> !service.isAlive() || started(output).find());
			Matcher started = started(output);
			assertThat(started.find()).as(Files.readString(output)).isTrue();
			Http http = new Http(Integer.parseInt(started.group(1)));
			assertThat(http.postJson("/v1/predict", "{\"text\": \"good\"}").status()).isEqualTo(200);
			assertThat(http.get("/nowhere")).isProblem(404, "NOT_FOUND");
		}
		finally {
			service.destroyForcibly().waitFor();
		}
	}

	private static Matcher started(Path output) {
		try {
			return STARTED.matcher(Files.readString(output));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
