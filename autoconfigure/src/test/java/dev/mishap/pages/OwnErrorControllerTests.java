package dev.mishap.pages;

import dev.mishap.testing.RawHttp.Answer;
import dev.mishap.testing.Without;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = OwnErrorPagesContract.WithController.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = Without.SECURITY)
class OwnErrorControllerTests extends OwnErrorPagesContract {

	@ParameterizedTest
	@ValueSource(strings = { "/fails", "/filter-fails", "/callable-fails" })
	void ownPageIsToldTheException(String path) {
		Answer answer = get(path, BROWSER);
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.body()).isEqualTo("<p>own page for 500</p>");
		assertThat(answer.header("X-Exception")).isEqualTo("LostException");
	}

}
