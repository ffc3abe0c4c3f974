package dev.mishap.contract;

import java.net.URI;
import java.util.List;
import java.util.Map;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application does to every problem in Spring's words it does to the answers of
 * the library, too, where Spring would have had a problem itself.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class InterceptorContract extends Contract {

	@Test
	void membersAreAddedToWhatSpringRefuses() {
		assertThat(get("/intercepted/number")).isProblem(400, "MISSING_PARAMETER")
			.hasMember("desk", "7")
			.hasErrors(List.of(Map.of("parameter", "n", "code", "REQUIRED", "detail", "This is missing.")));
		assertThat(http().json("POST", "/intercepted/body", "{")).isProblem(400, "MALFORMED_BODY")
			.hasMember("desk", "7");
		assertThat(get("/intercepted/nowhere")).isProblem(404, "NOT_FOUND").hasMember("desk", "7");
	}

	@Test
	void wordsAreReplacedAndTheStatusStays() {
		assertThat(get("/intercepted/closed?shop=7")).isProblem(409, "CONFLICT")
			.hasMember("type", "https://shop.example/closed")
			.hasMember("title", "Shop closed")
			.hasDetail("Shop 7 is closed.")
			.hasMember("instance", "/shops/7")
			.hasMember("shop", 7)
			.hasMember("desk", "7");
	}

	@Test
	void theyReadTheTextsThatTheCallerGets() {
		assertThat(get("/intercepted/nowhere", "Accept-Language: de")).isProblem(404, "NOT_FOUND")
			.hasMember("read", "Nicht gefunden");
	}

	/** As in what a handler returns, the application's own code stands. */
	@Test
	void codeOfTheirOwnCounts() {
		RawHttp.Answer answer = get("/intercepted/closed?shop=8");
		assertThat(answer).hasDetail("Shop 8 is closed.").hasMember("code", "shop-closed").hasMember("status", 409);
		assertThat(answer.status()).isEqualTo(409);
	}

	/** A part of the application that fails is logged, and costs the caller nothing. */
	@Test
	void oneThatFailsIsLeftOut(CapturedOutput output) {
		assertThat(http().send("DELETE", "/intercepted/number")).isProblem(405, "METHOD_NOT_ALLOWED")
			.hasMember("title", "Method Not Allowed")
			.hasMember("desk", "7");
		assertThat(output).contains("the ErrorResponse.Interceptor " + Failing.class.getName() + " failed");
	}

	@Test
	void whatSpringHasNoWordsForIsNotTheirs() {
		org.assertj.core.api.Assertions
			.assertThat(assertThat(get("/intercepted/fails")).isProblem(500, "INTERNAL_ERROR").body().has("desk"))
			.isFalse();
	}

	/** As before: Spring asks them itself. */
	@Test
	void theyAreAskedOnceAboutWhatAHandlerReturns() {
		assertThat(get("/intercepted/returned")).hasMember("asked", 1)
			.hasMember("desk", "7")
			.hasMember("code", "CONFLICT");
	}

	/** Registered in {@code ServletParts} and {@code ReactiveParts}. */
	static class Interceptors {

		@Bean
		@Order(1)
		ErrorResponse.Interceptor failing() {
			return new Failing();
		}

		@Bean
		@Order(2)
		ErrorResponse.Interceptor closing() {
			return (detail, error) -> {
				Map<String, Object> members = detail.getProperties();
				if (members != null && members.containsKey("shop")) {
					detail.setType(URI.create("https://shop.example/closed"));
					detail.setTitle("Shop closed");
					detail.setDetail("Shop " + members.get("shop") + " is closed.");
					detail.setInstance(URI.create("/shops/7"));
					detail.setStatus(418);
					detail.setProperty("status", 418);
					detail.setProperty("request_id", "none");
					if (members.get("shop").equals(8)) {
						detail.setProperty("code", "shop-closed");
					}
				}
			};
		}

		@Bean
		@Order(3)
		ErrorResponse.Interceptor desk() {
			return (detail, error) -> {
				detail.setProperty("desk", "7");
				detail.setProperty("read", detail.getTitle());
				Object asked = (detail.getProperties() != null) ? detail.getProperties().get("asked") : null;
				if (asked instanceof Integer times) {
					detail.setProperty("asked", times + 1);
				}
			};
		}

	}

	static class Failing implements ErrorResponse.Interceptor {

		@Override
		public void handleError(ProblemDetail detail, ErrorResponse error) {
			if (detail.getStatus() == 405) {
				detail.setTitle("Half done");
				throw new IllegalStateException("s3cr3t");
			}
		}

	}

	@RestController
	static class Controller {

		@GetMapping("/intercepted/number")
		String number(@RequestParam int n) {
			return "x";
		}

		@PostMapping("/intercepted/body")
		String body(@RequestBody Map<String, Object> body) {
			return "x";
		}

		@GetMapping("/intercepted/closed")
		String closed(@RequestParam int shop) {
			ProblemDetail detail = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Own words");
			detail.setProperty("shop", shop);
			throw new ErrorResponseException(HttpStatus.CONFLICT, detail, null);
		}

		@GetMapping("/intercepted/fails")
		String fails() {
			throw new IllegalStateException("s3cr3t");
		}

		@GetMapping("/intercepted/returned")
		ProblemDetail returned() {
			ProblemDetail detail = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Own words");
			detail.setProperty("asked", 0);
			return detail;
		}

	}

}
