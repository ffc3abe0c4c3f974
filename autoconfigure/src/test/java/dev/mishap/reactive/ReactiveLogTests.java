package dev.mishap.reactive;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.mishap.contract.Difference;
import dev.mishap.contract.Shows;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** What a reactive application logs of failures. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(classes = ReactiveApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", Without.TRACE_BUDGET,
				ReactiveApplication.NO_SECURITY, "logging.level.dev.mishap.problems=debug" })
class ReactiveLogTests {

	private static final String START = "POST /text HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n";

	@LocalServerPort
	private int port;

	private static void await(CapturedOutput output, String text) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> output.getAll().contains(text));
	}

	@Test
	void chunkThatCannotBeReadIsNoErrorOfTheServer(CapturedOutput output) {
		int start = output.getAll().length();
		RawHttp.Answer answer = new RawHttp(this.port).raw(START + "Transfer-Encoding: chunked\r\n\r\nzz\r\n");
		assertThat(answer.status()).isEqualTo(400);
		await(output, answer.header("X-Request-Id"));
		assertThat(output.getAll().substring(start)).doesNotContain(" ERROR ", "\tat ");
	}

	@Test
	void uploadThatIsCutShortIsNoErrorOfTheServer(CapturedOutput output) throws IOException {
		int start = output.getAll().length();
		try (Socket socket = new RawHttp(this.port).open()) {
			socket.getOutputStream()
				.write((START + "X-Request-Id: cut-short\r\nContent-Length: 100\r\n\r\nabc")
					.getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().flush();
		}
		await(output, "[cut-short] client gone");
		assertThat(output.getAll().substring(start)).doesNotContain(" ERROR ", "\tat ");
	}

	@Test
	void errorAfterTheCommitIsLoggedByNobodyElse(CapturedOutput output) {
		int start = output.getAll().length();
		RawHttp.Answer answer = new RawHttp(this.port).raw("GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
		await(output, answer.header("X-Request-Id") + "] failed after the response was committed");
		assertThat(output.getAll().substring(start)).doesNotContainPattern("HttpWebHandlerAdapter +:")
			.doesNotContainPattern("HttpServerOperations +:");
	}

	@Shows(Difference.FATAL_IN_THE_LOG)
	@Test
	void errorBehindAFatalOneIsTheOneThatIsLogged(CapturedOutput output) {
		int start = output.getAll().length();
		RawHttp.Answer answer = new RawHttp(this.port).send("GET", "/fn/overflow");
		assertThat(answer.status()).isEqualTo(500);
		await(output, answer.header("X-Request-Id") + "] 500 INTERNAL_ERROR");
		assertThat(output.getAll().substring(start)).doesNotContain("FatalErrorException");
	}

}
