package dev.mishap.wire;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@OnJetty
class HeadersOnJettyTests extends HeadersOfServlets {

	/** A client that sent its next request on that connection would get nothing. */
	@ParameterizedTest
	@CsvSource({ "/open/throws,405,METHOD_NOT_ALLOWED", "/nowhere,404,NOT_FOUND",
			"/open/filter/throws,500,INTERNAL_ERROR", "/open/filter/set-status,418,UNUSED_STATUS",
			"/open/filter/send-error,429,TOO_MANY_REQUESTS" })
	void connectionOnWhichARestOfABodyIsLeftIsClosedAndSaysSo(String target, int status, String code)
			throws IOException {
		try (Socket socket = http().open()) {
			socket.getOutputStream()
				.write(("POST " + target
						+ " HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\nbegin")
					.getBytes(StandardCharsets.ISO_8859_1));
			RawHttp.Answer answer = RawHttp.read(socket, false, true);
			ProblemAssert.assertThat(answer).isProblem(status, code).hasHeader("Connection", "close");
			assertThat(answer.closed()).isTrue();
		}
	}

}
