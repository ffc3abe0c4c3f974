package dev.mishap.coexistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beside DevTools, whose restart takes place in class loaders and threads of its own, and
 * which wants messages and stack traces in the answers. It is at work only in a JVM that
 * was started for the application.
 */
class DevToolsTests {

	@TempDir
	static Path folder;

	private static Process process;

	private static RawHttp http;

	@BeforeAll
	static void start() throws IOException, InterruptedException {
		Path file = folder.resolve("port");
		Path log = folder.resolve("log");
		process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
				"-Dport.file=" + file, DevToolsApplication.class.getName(), "--server.port=0")
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		Instant end = Instant.now().plus(Duration.ofMinutes(2));
		while (!Files.exists(file)) {
			assertThat(process.isAlive() && Instant.now().isBefore(end)).as(() -> text(log)).isTrue();
			TimeUnit.MILLISECONDS.sleep(50);
		}
		http = new RawHttp(Integer.parseInt(Files.readString(file)));
	}

	private static String text(Path log) {
		try {
			List<String> lines = Files.readAllLines(log);
			return String.join("\n", lines.subList(0, Math.min(200, lines.size())));
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	@AfterAll
	static void stop() throws InterruptedException {
		process.destroy();
		process.waitFor(10, TimeUnit.SECONDS);
	}

	@Test
	void itIsAtWork() {
		assertThat(http.send("GET", "/loader").body()).isEqualTo("RestartClassLoader");
	}

	@Test
	void nothingLeaksForTheSakeOfDevelopment() {
		ProblemAssert.assertThat(http.send("GET", "/throws?trace=true&message=true")).isProblem(500, "INTERNAL_ERROR");
	}

	/** It sets them itself, for development. */
	@Test
	void keysThatShowInternalsAreNotWarnedOf() {
		assertThat(text(folder.resolve("log"))).contains("Tomcat started").doesNotContain("outside development");
	}

	@Test
	void exceptionOfAClassThatIsThrownAwayIsKnown() {
		ProblemAssert.assertThat(http.send("GET", "/taken")).isProblem(409, "SEAT_TAKEN");
	}

	@Test
	void containersOwnErrorsAreProblems() {
		ProblemAssert.assertThat(http.raw("GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
			.isProblem(400, "BAD_REQUEST");
	}

}
