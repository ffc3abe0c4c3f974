package dev.mishap.validation;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(classes = InputApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY, "mishap.validation.rejected-values=wholeNumber,whoelNumber" })
class RejectedValuesHintTests {

	@LocalServerPort
	int port;

	/** A typing error in a name would show in nothing but a missing value. */
	@Test
	void namesThatTheFirstInvalidFieldDoesNotHaveAreToldOnce(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			RawHttp.Answer answer = new RawHttp(this.port).json("POST", "/types", "{\"wholeNumber\":\"s3cr3t\"}");
			assertThat(answer.status()).isEqualTo(422);
			assertThat(answer.body()).contains("\"rejected\":\"s3cr3t\"");
		}
		String hint = "The first invalid field has none of these names of mishap.validation.rejected-values: whoelNumber."
				+ " Nothing is wrong if they are names of other fields.";
		assertThat(StringUtils.countOccurrencesOf(output.getAll(), hint)).isEqualTo(1);
		assertThat(output.getAll()).doesNotContain("s3cr3t");
	}

}
