package dev.mishap.rows;

import java.io.IOException;

import dev.mishap.testing.RawHttp;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** What only containers of servlets limit. */
public abstract class PayloadOfServlets extends PayloadContract {

	@ParameterizedTest
	@ValueSource(strings = { "/stream", "/reader" })
	void chunkedBodyThatAServletReadsIsLimitedToo(String path) throws IOException {
		chunkedBodyIsRefused(path);
		chunkedBodyPasses(path);
	}

	@Test
	void formOfTooManyFieldsIsRefused() {
		assertThat(http().sendBody("POST", "/any/form", "application/x-www-form-urlencoded", "a=1&".repeat(1001)))
			.isProblem(413, "CONTENT_TOO_LARGE")
			.hasDetail("The request has more parameters than are accepted here.");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1_500_000, 12_000_000 })
	void largeUploadIsAnsweredToAClientThatSendsItAll(int size) {
		assertThat(
				http().sendBody("POST", "/upload", "multipart/form-data; boundary=b", part("file", size) + "--b--\r\n"))
			.isProblem(413, "CONTENT_TOO_LARGE")
			.hasHeader("Connection", "close")
			.hasDetail("The body of the request is larger than is accepted here.");
	}

	@Test
	void uploadOfTooManyPartsSaysThatItIsTheirNumber() {
		StringBuilder body = new StringBuilder();
		for (int i = 0; i < 60; i++) {
			body.append(part("f" + i, 3));
		}
		assertThat(http().sendBody("POST", "/upload", "multipart/form-data; boundary=b", body + "--b--\r\n"))
			.isProblem(413, "CONTENT_TOO_LARGE")
			.hasDetail("The request has more parts than are accepted here.");
	}

	/** Reads in the ways of servlets. */
	@RestController
	public static class ServletController {

		@PostMapping("/stream")
		String stream(HttpServletRequest request) throws IOException {
			return "x" + request.getInputStream().readAllBytes().length;
		}

		@PostMapping("/reader")
		String reader(HttpServletRequest request) throws IOException {
			return "x" + request.getReader().lines().count();
		}

		@PostMapping({ "/upload", "/small-upload" })
		String upload(@RequestParam MultipartFile file) {
			return "x";
		}

	}

	@OnTomcat
	@Import({ Controller.class, ServletController.class })
	static class Application {

	}

}
