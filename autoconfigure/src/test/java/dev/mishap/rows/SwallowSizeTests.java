package dev.mishap.rows;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What Tomcat reads of a refused body. */
@ExtendWith(OutputCaptureExtension.class)
class SwallowSizeTests {

	private static final String WARNING = "clients that send more see their connection reset";

	private ServletWebServerApplicationContext start(String... properties) {
		return (ServletWebServerApplicationContext) new SpringApplicationBuilder(PayloadOfServlets.Application.class)
			.properties(Without.SECURITY, "server.port=0")
			.properties(properties)
			.run();
	}

	@Test
	void aSizeBelowTheLimitOfUploadsIsWarnedOf(CapturedOutput output) {
		start("server.tomcat.max-swallow-size=1MB").close();
		assertThat(output).contains("server.tomcat.max-swallow-size (1048576B)").contains(WARNING);
	}

	@Test
	void withoutASizeAsMuchAsTheLargestLimitIsRead(CapturedOutput output) {
		try (ServletWebServerApplicationContext context = start("spring.servlet.multipart.max-request-size=20MB")) {
			RawHttp client = new RawHttp(context.getWebServer().getPort());
			assertThat(client.sendBody("POST", "/upload", "multipart/form-data; boundary=b",
					PayloadContract.part("file", 19_000_000) + "--b--\r\n"))
				.isProblem(413, "CONTENT_TOO_LARGE");
		}
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void withoutALimitEveryBodyPasses() {
		try (ServletWebServerApplicationContext context = start()) {
			RawHttp client = new RawHttp(context.getWebServer().getPort());
			assertThat(client.json("POST", "/text", "{\"text\":\"" + "x".repeat(15_000_000) + "\"}").status())
				.isEqualTo(200);
		}
	}

}
