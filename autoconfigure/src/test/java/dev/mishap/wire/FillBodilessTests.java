package dev.mishap.wire;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@OnTomcat
@TestPropertySource(properties = "mishap.fill-bodiless=false")
class FillBodilessTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "/open/bodiless,404", "/door/empty-status?status=409,409", "/door/flushed-status,403",
			"/open/filter/set-status,418" })
	void statusWithoutBodyStaysEmptyWhereFillingIsOff(String target, int status) {
		RawHttp.Answer answer = new RawHttp(this.port).send("GET", target);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.content()).isEmpty();
		assertThat(answer.header("X-Request-Id")).isNotBlank();
	}

	@ParameterizedTest
	@CsvSource({ "/open/send-error,410,GONE", "/open/rse,404,NOT_FOUND" })
	void errorsAreStillAnswered(String target, int status, String code) {
		dev.mishap.testing.ProblemAssert.assertThat(new RawHttp(this.port).send("GET", target)).isProblem(status, code);
	}

}
