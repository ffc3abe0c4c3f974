package dev.mishap.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands of the README, run as they are written. */
@Tag("acceptance")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ReadmeTests {

	private static final Pattern CONSOLE = Pattern.compile("```console\n\\$ (curl [^\n]*)\n(.*?)\n```", Pattern.DOTALL);

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@MethodSource("commands")
	void commandPrintsWhatIsWritten(String command, String output) throws Exception {
		assertThat(comparable(run(command.replace(":8080/", ":" + this.port + "/")))).isEqualTo(comparable(output));
	}

	static Stream<Object[]> commands() throws IOException {
		String readme = Files.readString(Path.of("..", "README.md"));
		return CONSOLE.matcher(readme)
			.results()
			.map((MatchResult found) -> new Object[] { found.group(1), found.group(2) });
	}

	private static String run(String command) throws Exception {
		Process process = new ProcessBuilder("sh", "-c", command).redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(command).isZero();
		return output;
	}

	/** What differs from run to run is left out of the comparison. */
	private static String comparable(String output) {
		return output.replace("\r", "")
			.replaceAll("req_[0-9A-Z]{26}", "req_…")
			.replaceAll(" +\n", "\n")
			.replaceAll("Date: [^\n]*", "Date: …")
			.strip();
	}

}
