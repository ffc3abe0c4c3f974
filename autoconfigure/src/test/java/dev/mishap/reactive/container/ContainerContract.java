package dev.mishap.reactive.container;

import dev.mishap.contract.Difference;
import dev.mishap.contract.Shows;
import dev.mishap.reactive.ReactiveBeans;
import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What holds for WebFlux on a servlet container. */
abstract class ContainerContract {

	/** No Spring Security, although it is on the class path. */
	static final String NO_SECURITY = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration";

	@LocalServerPort
	private int port;

	private RawHttp http() {
		return new RawHttp(this.port);
	}

	@ParameterizedTest
	@CsvSource({ "/nowhere,404,NOT_FOUND", "/throws,500,INTERNAL_ERROR", "/elsewhere,500,INTERNAL_ERROR",
			"/filter/throws,500,INTERNAL_ERROR", "/bare/401,401,UNAUTHENTICATED", "/fn/bare,410,GONE" })
	void errorsOnAContainerAreProblems(String target, int status, String code) {
		assertThat(http().send("GET", target)).isProblem(status, code);
	}

	@Test
	void methodThatIsNotTakenGetsTheOnesThatAre() {
		assertThat(http().send("DELETE", "/ok")).isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeaderList("Allow", "GET", "HEAD", "OPTIONS");
	}

	@Test
	void answerToHeadHasNoBody() {
		RawHttp.Answer answer = http().send("HEAD", "/nowhere");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.content()).isEmpty();
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
	}

	@Shows(Difference.BELOW_A_CONTAINER)
	@Test
	void whatTheContainerRefusesIsAProblem() {
		assertThat(http().raw("rubbish\r\n\r\n")).isProblem(400, "BAD_REQUEST").hasHeader("Connection", "close");
	}

	@Test
	void headerThatIsTooLargeIsRefused() {
		assertThat(http().raw("GET /ok HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
			.isProblem(431, "REQUEST_HEADERS_TOO_LARGE")
			.hasHeader("Connection", "close");
	}

	@Test
	void errorAfterTheCommitIsNotAppended() {
		RawHttp.Answer answer = http().raw("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.whole()).isFalse();
		assertThat(answer.body()).doesNotContain("s3cr3t", "INTERNAL_ERROR");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(ReactiveBeans.class)
	static class Application {

	}

}
