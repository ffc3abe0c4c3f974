package dev.mishap.wire;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.mishap.testing.ProblemAssert.assertThat;

@SpringBootTest(classes = FailingApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = Without.SECURITY)
class SmokeTests {

	@LocalServerPort
	int port;

	@ParameterizedTest
	@CsvSource({ "throws,500,INTERNAL_ERROR", "rse,404,NOT_FOUND", "callable,500,INTERNAL_ERROR",
			"future,500,INTERNAL_ERROR", "deferred,500,INTERNAL_ERROR", "deferred-timeout,503,SERVICE_UNAVAILABLE",
			"callable-timeout,503,SERVICE_UNAVAILABLE", "stack-overflow,500,INTERNAL_ERROR",
			"assertion,500,INTERNAL_ERROR", "message-throws,500,INTERNAL_ERROR", "cyclic-cause,500,INTERNAL_ERROR",
			"huge-message,500,INTERNAL_ERROR", "send-error,410,GONE", "bodiless,404,NOT_FOUND", "nowhere,404,NOT_FOUND",
			"half-csv,500,INTERNAL_ERROR", "half-csv?how=writer,500,INTERNAL_ERROR",
			"stream-before-commit,500,INTERNAL_ERROR", "filter/throws,500,INTERNAL_ERROR", "filter/rse,409,CONFLICT",
			"filter/send-error,429,TOO_MANY_REQUESTS", "filter/set-status,418,UNUSED_STATUS",
			"servlet/x,500,INTERNAL_ERROR" })
	void get(String path, int status, String code) {
		assertThat(new RawHttp(this.port).send("GET", "/open/" + path)).isProblem(status, code);
	}

	@ParameterizedTest
	@CsvSource({ "%zz,400,BAD_REQUEST", "a{b,400,BAD_REQUEST" })
	void container(String target, int status, String code) {
		assertThat(new RawHttp(this.port).send("GET", "/" + target)).isProblem(status, code);
	}

	@ParameterizedTest
	@CsvSource({ "stream-after-commit", "flushed", "flushed?thrown=rse", "json-fails-late" })
	void cut(String path) {
		RawHttp.Answer answer = new RawHttp(this.port).send("GET", "/open/" + path);
		org.assertj.core.api.Assertions.assertThat(answer.status()).isEqualTo(200);
		org.assertj.core.api.Assertions.assertThat(answer.whole()).as(answer.body()).isFalse();
	}

}
