package dev.mishap.wire;

import java.io.IOException;
import java.util.stream.Stream;

import dev.mishap.testing.RawHttp;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@OnTomcat
class RefusedByTomcatTests extends RefusedContract {

	static Stream<Arguments> refusedByTomcat() {
		return Stream.of(arguments("braces in the target", get("/a{b}"), 400, "BAD_REQUEST"),
				arguments("escaped slash", get("/a%2fb"), 400, "BAD_REQUEST"),
				arguments("101 headers", "GET / HTTP/1.1\r\nHost: a\r\n" + "X: a\r\n".repeat(101) + "\r\n", 431,
						"REQUEST_HEADERS_TOO_LARGE"),
				arguments("unknown transfer coding", post("Transfer-Encoding: banana, chunked") + "0\r\n\r\n", 501,
						"NOT_IMPLEMENTED"),
				arguments("version 2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505, "HTTP_VERSION_NOT_SUPPORTED"),
				arguments("transfer coding that is not chunked", post("Transfer-Encoding: banana"), 501,
						"NOT_IMPLEMENTED"),
				arguments("CONNECT", "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", 501, "NOT_IMPLEMENTED"),
				arguments("equal Content-Lengths", post("Content-Length: 1\r\nContent-Length: 1"), 400, "BAD_REQUEST"),
				arguments("escape that is no UTF-8", get("/%ff%fe"), 400, "BAD_REQUEST"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refusedByTomcat")
	void answersWhatOnlyTomcatRefuses(String what, String request, int status, String code) {
		isRefused(http().raw(request), status, code);
	}

	/** No header field has been read then. */
	@Test
	void whoeverSendsATargetThatIsRefusedFirstGetsJson() {
		String rest = " HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n";
		assertThat(http().raw("GET /a\\b" + rest)).isProblem(400, "BAD_REQUEST");
		RawHttp.Answer page = http().raw("GET /%zz" + rest);
		org.assertj.core.api.Assertions.assertThat(page.status()).isEqualTo(400);
		org.assertj.core.api.Assertions.assertThat(page.header("Content-Type")).startsWith("text/html");
	}

	@Test
	void textsAreInTheLanguageOfTheClient() {
		String request = "GET / HTTP/1.1\r\nHost: a\r\nAccept-Language: de\r\nX: " + "a".repeat(20_000) + "\r\n\r\n";
		assertThat(http().raw(request)).isProblem(431, "REQUEST_HEADERS_TOO_LARGE")
			.hasHeader("Content-Language", "de")
			.hasMember("title", "Kopfzeilen zu gro\u00df");
	}

	@Test
	void prefaceOfHttp2IsClosedWithoutAWordWhereItIsOff() {
		RawHttp.Answer answer = http().raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
		Assertions.assertThat(answer.status()).isZero();
		Assertions.assertThat(answer.closed()).isTrue();
	}

	@Test
	void headerFieldsThatAreTooLargeToSendLeaveNothingButTheStatus() {
		RawHttp.Answer answer = http().send("GET", "/door/filter/large-header");
		Assertions.assertThat(answer.status()).isEqualTo(500);
		Assertions.assertThat(answer.content()).isEmpty();
	}

	@Test
	void requestIdOfTheClientIsKept() {
		String request = "GET /%zz HTTP/1.1\r\nHost: a\r\nX-Request-Id: mine-1\r\n\r\n";
		assertThat(http().raw(request)).isProblem(400, "BAD_REQUEST").hasHeader("X-Request-Id", "mine-1");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refusedAndKept")
	void connectionStaysWhereTomcatKeepsIt(String what, String request, int status, String code) throws IOException {
		isRefusedAndKept(request, status, code);
	}

	static Stream<Arguments> refusedAndKept() {
		return Stream.of(arguments("TRACE", "TRACE /open/ok HTTP/1.1\r\nHost: a\r\n\r\n", 405, "METHOD_NOT_ALLOWED"));
	}

}
