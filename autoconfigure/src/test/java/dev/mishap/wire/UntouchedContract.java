package dev.mishap.wire;

import dev.mishap.contract.Contract;
import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the application has answered itself, and what has no body by right. */
public abstract class UntouchedContract extends Contract {

	@Test
	void bodyOfAHandlerStaysAsItIs() {
		RawHttp.Answer answer = http().send("GET", "/open/own-body");
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.body()).isEqualTo("my own words");
		assertThat(answer.header("Content-Type")).startsWith("text/plain");
		assertThat(answer.header("Cache-Control")).isEqualTo("max-age=60");
		assertThat(answer.headers()).doesNotContainKeys("Vary", "Content-Language", "X-Content-Type-Options");
		assertThat(answer.header("X-Request-Id")).isNotBlank();
	}

	@Test
	void problemOfAHandlerStaysAsItIs() {
		RawHttp.Answer answer = http().send("GET", "/door/own-problem");
		assertThat(answer.status()).isEqualTo(418);
		assertThat(answer.body()).isEqualTo("{\"own\":true}");
		assertThat(answer.header("X-Own")).isEqualTo("1");
		assertThat(answer.header("Cache-Control")).isEqualTo("max-age=60");
	}

	@Test
	void answerStaysAsItIsWhereAnExceptionIsNotedBesideIt() {
		RawHttp.Answer answer = http().send("GET", "/door/filter/own-answer");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.body()).isEqualTo("mine");
	}

	@ParameterizedTest
	@CsvSource({ "/open/bodiless,404,NOT_FOUND", "/door/empty-status?status=409,409,CONFLICT",
			"/door/empty-status?status=500,500,INTERNAL_ERROR", "/door/filter/own-status,409,CONFLICT",
			"/open/filter/set-status,418,UNUSED_STATUS" })
	void errorStatusWithoutBodyGetsOne(String target, int status, String code) {
		dev.mishap.testing.ProblemAssert.assertThat(http().send("GET", target)).isProblem(status, code);
	}

	@ParameterizedTest
	@CsvSource({ "/open/no-content,204", "/open/not-modified,304", "/door/empty-status?status=204,204",
			"/door/empty-status?status=200,200", "/door/empty-status?status=302,302" })
	void statusThatIsNoErrorStaysEmpty(String target, int status) {
		RawHttp.Answer answer = http().send("GET", target);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.content()).isEmpty();
		assertThat(answer.header("Content-Type")).isNull();
		assertThat(answer.header("X-Request-Id")).isNotBlank();
	}

	@ParameterizedTest
	@ValueSource(strings = { "299", "499", "599", "600", "999" })
	void statusThatSomebodySetOnPurposeIsHisOwn(String status) {
		RawHttp.Answer answer = http().send("GET", "/door/empty-status?status=" + status);
		assertThat(answer.status()).isEqualTo(Integer.parseInt(status));
	}

}
