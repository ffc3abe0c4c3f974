package dev.mishap.reactive;

import java.io.IOException;
import java.net.Socket;

import dev.mishap.contract.Difference;
import dev.mishap.contract.Shows;
import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What holds on HTTP/2, with and without TLS. */
abstract class ReactiveHttp2Contract {

	abstract NettyHttp2 http2();

	abstract Socket connection() throws IOException;

	private RawHttp.Answer send(String method, String target) {
		return http2().send(method, target, "X-Request-Id", "abc-1");
	}

	@ParameterizedTest
	@CsvSource({ "/nowhere,404,NOT_FOUND", "/throws,500,INTERNAL_ERROR", "/elsewhere,500,INTERNAL_ERROR",
			"/filter/complete,418,UNUSED_STATUS", "/bare/401,401,UNAUTHENTICATED", "/old,410,OLD" })
	void errorsOnHttp2AreProblems(String target, int status, String code) {
		RawHttp.Answer answer = send("GET", target);
		assertThat(answer.statusLine()).isEqualTo("HTTP/2.0");
		assertThat(answer).isProblem(status, code);
		assertThat(answer.header("X-Request-Id")).isEqualTo("abc-1");
		assertThat(answer.header("Connection")).isNull();
	}

	@Test
	void methodThatIsNotTakenOnHttp2GetsTheOnesThatAre() {
		assertThat(send("DELETE", "/ok")).isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeaderList("Allow", "GET", "HEAD", "OPTIONS");
	}

	@Test
	void unauthenticatedOnHttp2HasAChallenge() {
		assertThat(send("GET", "/bare/401").header("WWW-Authenticate")).isNotBlank();
	}

	@ParameterizedTest
	@CsvSource({ "/nowhere,404", "/throws,500", "/bare/401,401" })
	void answerToHeadOnHttp2HasNoBody(String target, int status) {
		RawHttp.Answer answer = send("HEAD", target);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.content()).isEmpty();
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
	}

	/** Netty's codec of HTTP/2 answers by itself, and asks nobody. */
	@Shows(Difference.HEADERS_OF_HTTP2)
	@Test
	void headerThatIsTooLargeOnHttp2IsRefusedByNetty() throws IOException {
		assertThat(NettyHttp2.firstHeaderBlock(connection(), "a".repeat(9000))).startsWith(NettyHttp2.STATUS + "431");
	}

}
