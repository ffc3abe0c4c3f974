package dev.mishap.rows;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mishap.contract.Contract;
import dev.mishap.contract.Difference;
import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What holds for bodies that are too large, with and without Spring Security. */
public abstract class PayloadContract extends Contract {

	/** Limit of all applications here, but for {@code /large} and {@code /any}. */
	static final String LIMIT = "mishap.payload.max-size=10KB";

	static final String LARGE = "mishap.payload.paths[0].pattern=/large/**";

	static final String LARGE_LIMIT = "mishap.payload.paths[0].max-size=3MB";

	static final String ANY = "mishap.payload.paths[1].pattern=/any/{*rest}";

	static final String ANY_LIMIT = "mishap.payload.paths[1].max-size=-1B";

	static final String UPLOADS = "mishap.payload.paths[2].pattern=/upload";

	static final String UPLOADS_LIMIT = "mishap.payload.paths[2].max-size=-1B";

	@BeforeEach
	void noCallYet() {
		Controller.CALLS.set(0);
	}

	private static String json(int length) {
		return "{\"text\":\"" + "x".repeat(length - 11) + "\"}";
	}

	@Test
	void s25LargeBodyIsRefusedBeforeAnybodyReadsIt() {
		RawHttp.Answer answer = http().json("POST", "/text", json(20_000));
		assertThat(answer).isProblem(413, "CONTENT_TOO_LARGE")
			.hasDetail("The body of the request is larger than is accepted here.");
		assertThat(Controller.CALLS).hasValue(0);
	}

	@Test
	void connectionCarriesNothingElseWhereTheBodyIsNotReadToItsEnd() throws IOException {
		String body = json(20_000);
		try (Socket socket = http().open()) {
			socket.getOutputStream()
				.write(("POST /text HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
						+ "Content-Length: 20000\r\n\r\n" + body)
					.getBytes(StandardCharsets.ISO_8859_1));
			RawHttp.Answer answer = RawHttp.read(socket, false);
			assertThat(answer).isProblem(413, "CONTENT_TOO_LARGE");
			if (differs(Difference.CONNECTION_AFTER_413)) {
				assertThat(answer.header("Connection")).isNull();
				socket.getOutputStream()
					.write("GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
				assertThat(RawHttp.read(socket, false)).isProblem(404, "NOT_FOUND");
			}
			else {
				assertThat(answer.header("Connection")).isEqualTo("close");
				assertThat(answer.closed()).isTrue();
			}
		}
	}

	@Test
	void s25VeryLargeBodyIsAnsweredToAClientThatSendsItAll() {
		assertThat(http().json("POST", "/large/text", json(5 * 1024 * 1024))).isProblem(413, "CONTENT_TOO_LARGE");
	}

	@Test
	void aBodyWithinTheLimitPasses() {
		assertThat(http().json("POST", "/text", json(10 * 1024)).status()).isEqualTo(200);
		assertThat(http().json("POST", "/large/text", json(2_000_000)).status()).isEqualTo(200);
		assertThat(http().json("POST", "/any/text", json(3_500_000)).status()).isEqualTo(200);
	}

	@Test
	void s7FinalAnswerComesBeforeTheBodyIsAskedFor() throws IOException {
		try (Socket socket = http().open()) {
			socket.getOutputStream()
				.write(("POST /text HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
						+ "Content-Length: 20000\r\nExpect: 100-continue\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			RawHttp.Answer answer = RawHttp.read(socket, false);
			assertThat(answer.interim()).isEmpty();
			assertThat(answer).isProblem(413, "CONTENT_TOO_LARGE").hasHeader("Connection", "close");
			assertThat(answer.closed()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-nothing" })
	void s7OtherRefusalsDoNotAskForTheBodyEither(String type) throws IOException {
		try (Socket socket = http().open()) {
			socket.getOutputStream()
				.write(("POST /text HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type
						+ "\r\nContent-Length: 20\r\nExpect: 100-continue\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			RawHttp.Answer answer = RawHttp.read(socket, false);
			assertThat(answer.interim()).isEmpty();
			assertThat(answer).isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
		}
	}

	@Test
	void aBodyThatIsWantedIsAskedFor() throws IOException {
		try (Socket socket = http().open()) {
			OutputStream out = socket.getOutputStream();
			out.write(("POST /text HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
					+ "Content-Type: application/json\r\nContent-Length: 20\r\nExpect: 100-continue\r\n\r\n")
				.getBytes(StandardCharsets.ISO_8859_1));
			StringBuilder interim = new StringBuilder();
			while (interim.indexOf("\r\n\r\n") < 0) {
				interim.append((char) socket.getInputStream().read());
			}
			assertThat(interim).startsWith("HTTP/1.1 100");
			out.write(json(20).getBytes(StandardCharsets.ISO_8859_1));
			assertThat(RawHttp.read(socket, false).status()).isEqualTo(200);
		}
	}

	@Test
	void s25ChunkedBodyIsRefusedWhereItGetsTooLarge() throws IOException {
		chunkedBodyIsRefused("/text");
	}

	final void chunkedBodyIsRefused(String path) throws IOException {
		try (Socket socket = http().open()) {
			sendChunks(socket, path, 64);
			RawHttp.Answer answer = RawHttp.read(socket, false);
			assertThat(answer).isProblem(413, "CONTENT_TOO_LARGE").hasHeader("Connection", "close");
		}
	}

	@Test
	void chunkedBodyWithinTheLimitPasses() throws IOException {
		chunkedBodyPasses("/text");
	}

	final void chunkedBodyPasses(String path) throws IOException {
		try (Socket socket = http().open()) {
			sendChunks(socket, path, 4);
			assertThat(RawHttp.read(socket, false).status()).isEqualTo(200);
		}
	}

	private static void sendChunks(Socket socket, String path, int kilobytes) throws IOException {
		OutputStream out = socket.getOutputStream();
		out.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"text\":\"\r\n")
			.getBytes(StandardCharsets.ISO_8859_1));
		byte[] chunk = ("400\r\n" + "x".repeat(1024) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
		try {
			for (int i = 0; i < kilobytes; i++) {
				out.write(chunk);
			}
			out.write("2\r\n\"}\r\n0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
		}
		catch (SocketException | SocketTimeoutException ignored) {
			// the answer may come, and the connection close, before all was sent
		}
	}

	@Test
	void largeFormIsRefused() {
		assertThat(
				http().sendBody("POST", "/any/form", "application/x-www-form-urlencoded", "a=" + "x".repeat(5_000_000)))
			.isProblem(413, "CONTENT_TOO_LARGE");
		assertThat(http().sendBody("POST", "/form", "application/x-www-form-urlencoded", "a=" + "x".repeat(20_000)))
			.isProblem(413, "CONTENT_TOO_LARGE");
	}

	@Test
	void uploadOfUnknownLengthIsWithinTheLimitToo() {
		String body = part("file", 20_000) + "--b--\r\n";
		String head = "POST /small-upload HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ "Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n";
		assertThat(http().raw(head + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n"))
			.isProblem(413, "CONTENT_TOO_LARGE");
	}

	static String part(String name, int size) {
		return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"x\"\r\n\r\n" + "x".repeat(size)
				+ "\r\n";
	}

	/** Body of JSON. */
	record Text(String text) {

	}

	/** Body of a form. */
	record Form(String a) {

	}

	@RestController
	public static class Controller {

		static final AtomicInteger CALLS = new AtomicInteger();

		@PostMapping(path = { "/text", "/large/text", "/any/text" }, consumes = "application/json")
		String text(@RequestBody Text text) {
			CALLS.incrementAndGet();
			return "x";
		}

		@PostMapping({ "/form", "/any/form" })
		String form(@ModelAttribute Form form) {
			return "x";
		}

	}

}
