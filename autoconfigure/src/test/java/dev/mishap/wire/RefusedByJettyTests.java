package dev.mishap.wire;

import java.io.IOException;
import java.util.stream.Stream;

import dev.mishap.testing.RawHttp;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@OnJetty
class RefusedByJettyTests extends RefusedContract {

	static Stream<Arguments> refusedByJetty() {
		return Stream.of(
				arguments("folded header", "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", 400, "BAD_REQUEST"),
				arguments("length and chunks", post("Content-Length: 1\r\nTransfer-Encoding: chunked") + "0\r\n\r\n",
						400, "BAD_REQUEST"),
				arguments("transfer coding that is not chunked", post("Transfer-Encoding: banana"), 400, "BAD_REQUEST"),
				arguments("version 2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505, "HTTP_VERSION_NOT_SUPPORTED"),
				arguments("equal Content-Lengths", post("Content-Length: 1\r\nContent-Length: 1"), 400, "BAD_REQUEST"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refusedByJetty")
	void answersWhatOnlyJettyRefuses(String what, String request, int status, String code) {
		isRefused(http().raw(request), status, code);
	}

	static Stream<Arguments> refusedAndKept() {
		return Stream.of(arguments("empty segment", get("//a"), 400, "BAD_REQUEST"),
				arguments("escape that is no UTF-8", get("/%ff%fe"), 400, "BAD_REQUEST"),
				arguments("escaped slash", get("/a%2fb"), 400, "BAD_REQUEST"),
				arguments("braces in the target", get("/a{b}"), 400, "BAD_REQUEST"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refusedAndKept")
	void connectionStaysWhereJettyKeepsIt(String what, String request, int status, String code) throws IOException {
		isRefusedAndKept(request, status, code);
	}

	/** No header field has been read then. */
	@Test
	void whoeverSendsATargetThatIsRefusedFirstGetsJson() {
		String rest = " HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n";
		assertThat(http().raw("GET /%zz" + rest)).isProblem(400, "BAD_REQUEST");
		RawHttp.Answer page = http().raw("GET /a\\b" + rest);
		Assertions.assertThat(page.status()).isEqualTo(400);
		Assertions.assertThat(page.header("Content-Type")).startsWith("text/html");
	}

	@Test
	void transferCodingBeforeChunkedIsNotLookedAtByJetty() {
		RawHttp.Answer answer = http().raw(post("Transfer-Encoding: banana, chunked") + "0\r\n\r\n");
		assertThat(answer).isProblem(405, "METHOD_NOT_ALLOWED");
	}

	@Test
	void largeHeaderFieldsOfTheResponseAreSent() {
		assertThat(http().send("GET", "/door/filter/large-header")).isProblem(500, "INTERNAL_ERROR");
	}

	@Test
	void prefaceOfHttp2IsRefusedWhereItIsOff() {
		assertThat(http().raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).isProblem(505, "HTTP_VERSION_NOT_SUPPORTED");
	}

	@Test
	void connectReachesTheApplicationOnJetty() {
		RawHttp.Answer answer = http().raw("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n");
		assertThat(answer).isProblem(404, "NOT_FOUND");
	}

	/** Nobody else is told the method then. */
	@Test
	void headOfATargetThatIsRefusedFirstGetsNoBody() {
		RawHttp.Answer get = http().raw("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n");
		RawHttp.Answer head = http().raw("HEAD /%zz HTTP/1.1\r\nHost: a\r\n\r\n");
		Assertions.assertThat(head.statusLine()).isEqualTo(get.statusLine());
		Assertions.assertThat(head.headers()).containsOnlyKeys(get.headers().keySet());
		Assertions.assertThat(head.header("Content-Type")).isEqualTo("application/problem+json");
		Assertions.assertThat(head.content()).isEmpty();
		Assertions.assertThat(head.closed()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1\r\nX-Request-Id: mine-1\r\n\r\n",
			"HEAD /%zz HTTP/1.1\r\nHost: a\r\nX-Request-Id: mine-1\r\n\r\n" })
	void jettyForgetsTheHeaderFieldsOfABadMessage(String request) {
		RawHttp.Answer answer = http().raw(request);
		Assertions.assertThat(answer.status()).isEqualTo(400);
		Assertions.assertThat(answer.header("X-Request-Id")).startsWith("req_");
	}

}
