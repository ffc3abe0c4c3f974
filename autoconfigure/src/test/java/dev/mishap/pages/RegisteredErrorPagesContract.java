package dev.mishap.pages;

import dev.mishap.testing.RawHttp.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages that the container finds by a status or by the class of an exception. */
abstract class RegisteredErrorPagesContract extends OwnErrorPagesContract {

	@ParameterizedTest
	@ValueSource(strings = { "/fails", "/filter-fails", "/callable-fails" })
	void browserGetsThePageOfTheException(String path) {
		Answer answer = get(path, BROWSER);
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.body()).isEqualTo("<p>lost page for 500</p>");
		assertThat(answer.header("X-Exception")).isEqualTo("LostException");
	}

}
