package dev.mishap.wire;

import dev.mishap.testing.Http2;
import dev.mishap.testing.ProblemAssert;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** The same over HTTP/2, which has no connection that one could close. */
abstract class Http2Contract {

	@LocalServerPort
	int port;

	@ParameterizedTest
	@ValueSource(strings = { "/open/stream-after-commit", "/open/flushed", "/open/flushed?thrown=rse",
			"/door/json-fails-late", "/door/chunks", "/door/chunks?how=writer", "/door/async-chunks",
			"/door/sse?events=2", "/door/filter/chunks", "/door/sized" })
	void streamIsResetBeforeItsEndAfterTheCommit(String path) throws Exception {
		Http2.Frames frames = new Http2(this.port).send("GET", path);
		assertThat(frames.headers().get(":status")).containsExactly("200");
		assertThat(frames.order()).startsWith("HEADERS").endsWith("RST_STREAM").doesNotContain("END_STREAM");
		assertThat(frames.body()).doesNotContain("\"type\"", "request_id", "s3cr3t");
	}

	@ParameterizedTest
	@CsvSource({ "/open/throws,500,INTERNAL_ERROR", "/open/rse,404,NOT_FOUND", "/open/filter/throws,500,INTERNAL_ERROR",
			"/open/send-error,410,GONE", "/open/bodiless,404,NOT_FOUND", "/open/callable,500,INTERNAL_ERROR",
			"/open/fields,409,CONFLICT", "/door/unavailable,503,SERVICE_UNAVAILABLE", "/nowhere,404,NOT_FOUND",
			"/%zz,400,BAD_REQUEST" })
	void errorHasNoFieldOfTheConnection(String path, int status, String code) throws Exception {
		Http2.Frames frames = new Http2(this.port).send("GET", path);
		ProblemAssert.assertThat(frames.answer())
			.isProblem(status, code)
			.hasNoHeader("Connection")
			.hasNoHeader("Transfer-Encoding");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/throws", "/nowhere", "/open/filter/send-error" })
	void headEndsTheStreamWithTheHeader(String path) throws Exception {
		Http2.Frames frames = new Http2(this.port).send("HEAD", path);
		assertThat(frames.order()).containsExactly("HEADERS", "END_STREAM");
		assertThat(frames.headers()).containsKey("Content-Length");
	}

}
