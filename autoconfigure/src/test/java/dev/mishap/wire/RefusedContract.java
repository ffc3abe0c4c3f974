package dev.mishap.wire;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;

import dev.mishap.contract.Contract;
import dev.mishap.contract.Difference;
import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Requests that a server refuses before the application has seen them. */
public abstract class RefusedContract extends Contract {

	/** What Reactor Netty has no objection to. */
	private static final Set<String> SERVED = Set.of("escaped NUL", "above the root", "no Host", "two Hosts",
			"bad Host", "version 1.2", "unknown version", "unknown expectation");

	static Stream<Arguments> refusedByEveryServer() {
		return Stream.of(arguments("bad escape", get("/%zz"), 400, "BAD_REQUEST"),
				arguments("escaped NUL", get("/%00"), 400, "BAD_REQUEST"),
				arguments("above the root", get("/a/../../b"), 400, "BAD_REQUEST"),
				arguments("no line at all", "garbage\r\n\r\n", 400, "BAD_REQUEST"),
				arguments("bytes of TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n", 400,
						"BAD_REQUEST"),
				arguments("illegal method", "GE(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400, "BAD_REQUEST"),
				arguments("space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400, "BAD_REQUEST"),
				arguments("no Host", "GET / HTTP/1.1\r\n\r\n", 400, "BAD_REQUEST"),
				arguments("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "BAD_REQUEST"),
				arguments("bad Host", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "BAD_REQUEST"),
				arguments("bad port", "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n", 400, "BAD_REQUEST"),
				arguments("Content-Length that is no number", post("Content-Length: abc"), 400, "BAD_REQUEST"),
				arguments("negative Content-Length", post("Content-Length: -1"), 400, "BAD_REQUEST"),
				arguments("endless Content-Length", post("Content-Length: 99999999999999999999"), 400, "BAD_REQUEST"),
				arguments("conflicting Content-Lengths", post("Content-Length: 1\r\nContent-Length: 2"), 400,
						"BAD_REQUEST"),
				arguments("header without colon", "GET / HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n", 400,
						"BAD_REQUEST"),
				arguments("illegal header name", "GET / HTTP/1.1\r\nHost: a\r\nb(d: 1\r\n\r\n", 400, "BAD_REQUEST"),
				arguments("NUL in a header", "GET / HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n", 400, "BAD_REQUEST"),
				arguments(
						"chunked twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked") + "0\r\n\r\n",
						400, "BAD_REQUEST"),
				arguments("long target", get("/" + "a".repeat(20_000)), 414, "URI_TOO_LONG"),
				arguments("large header", "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n", 431,
						"REQUEST_HEADERS_TOO_LARGE"),
				arguments("large headers",
						"GET / HTTP/1.1\r\nHost: a\r\n" + "X: a234567890123456789\r\n".repeat(2000) + "\r\n", 431,
						"REQUEST_HEADERS_TOO_LARGE"),
				arguments("version 1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505, "HTTP_VERSION_NOT_SUPPORTED"),
				arguments("unknown expectation", "GET / HTTP/1.1\r\nHost: a\r\nExpect: banana\r\n\r\n", 417,
						"EXPECTATION_FAILED"),
				arguments("unknown version", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", 505, "HTTP_VERSION_NOT_SUPPORTED"));
	}

	static String get(String target) {
		return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
	}

	static String post(String header) {
		return "POST /open/ok HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n";
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refusedByEveryServer")
	void answersAndSaysThatItCloses(String what, String request, int status, String code) {
		if (SERVED.contains(what) && differs(Difference.REQUEST_LINES_AND_HOSTS)) {
			assertThat(http().raw(request)).isProblem(404, "NOT_FOUND");
		}
		else if (what.equals("bad escape") && differs(Difference.CONNECTION_AFTER_NO_URI)) {
			assertThat(http().raw(request)).isProblem(status, code).hasNoHeader("Connection");
		}
		else {
			isRefused(http().raw(request), status, code);
		}
	}

	final void isRefused(RawHttp.Answer answer, int status, String code) {
		assertThat(answer).isProblem(status, code).hasHeader("Connection", "close");
		org.assertj.core.api.Assertions.assertThat(answer.closed()).as("closed").isTrue();
	}

	@Test
	void headGetsNoBody() {
		RawHttp.Answer answer = http().raw("HEAD " + (differs(Difference.REQUEST_LINES_AND_HOSTS) ? "/%zz" : "/")
				+ " HTTP/1.1\r\nConnection: close\r\n\r\n");
		org.assertj.core.api.Assertions.assertThat(answer.status()).isEqualTo(400);
		org.assertj.core.api.Assertions.assertThat(answer.content()).isEmpty();
		org.assertj.core.api.Assertions.assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/problem+json", "image/png", "garbage" })
	void anyAcceptGetsAnAnswer(String accept) {
		String request = "GET /%zz HTTP/1.1\r\nHost: localhost\r\nAccept: " + accept + "\r\n\r\n";
		assertThat(http().raw(request)).isProblem(400, "BAD_REQUEST");
	}

	/** Asserts the answer, and that the same connection takes another request. */
	final void isRefusedAndKept(String request, int status, String code) throws IOException {
		try (Socket socket = http().open()) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			assertThat(RawHttp.read(socket, false)).isProblem(status, code).hasNoHeader("Connection");
			socket.getOutputStream().write(get("/open/ok").getBytes(StandardCharsets.ISO_8859_1));
			org.assertj.core.api.Assertions.assertThat(RawHttp.read(socket, false).status()).isEqualTo(200);
		}
	}

}
