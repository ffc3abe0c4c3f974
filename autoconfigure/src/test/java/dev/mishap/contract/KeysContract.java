package dev.mishap.contract;

import java.time.Duration;
import java.util.Map;

import dev.mishap.config.ConfiguredApplication;
import dev.mishap.testing.RawHttp.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What {@code keys.yml}, annotations and a catalogue say is what the wire says. */
@ExtendWith(OutputCaptureExtension.class)
abstract class KeysContract extends Contract {

	@Test
	void mappingSaysEverythingAboutAnException(CapturedOutput output) {
		assertThat(get("/fails/stock")).isProblem(409, "OUT_OF_STOCK")
			.hasMember("title", "Out of stock")
			.hasDetail("The article is not in stock.")
			.hasMember("type", "https://acme.com/problems/stock")
			.hasHeader("Link", "<https://status.acme.com>; rel=\"help\"")
			.hasHeader("Retry-After", "30");
		assertThat(output).containsPattern("WARN .*409 OUT_OF_STOCK: GET /fails/stock")
			.contains("OutOfStockException: jdbc:secret");
	}

	@Test
	void nearestClassWins() {
		assertThat(get("/fails/sold-out")).isProblem(410, "SOLD_OUT");
	}

	@Test
	void oneEntryMayNameSeveralExceptions() {
		assertThat(get("/fails/other")).isProblem(404, "NOT_THERE");
		assertThat(get("/unsupported")).isProblem(404, "NOT_THERE");
	}

	@Test
	void exceptionSpeaksByItsAnnotations() {
		assertThat(get("/fails/balance")).isProblem(409, "BALANCE_TOO_LOW")
			.hasDetail("The balance is too low.")
			.hasMember("missing_cents", 250)
			.hasMember("retryable", false)
			.hasMember("account", Map.of("id", "A-1"));
	}

	@Test
	void problemsComeFromTheCatalogue() {
		assertThat(get("/fails/unpaid")).isProblem(402, "CART_UNPAID")
			.hasMember("title", "Cart unpaid")
			.hasDetail("Pay first.")
			.hasMember("amount", 5);
		assertThat(get("/fails/closed")).isProblem(503, "SHOP_CLOSED").hasHeader("Retry-After", "120");
	}

	@Test
	void unmappedExceptionIsOursAndLeaksNothing() {
		assertThat(get("/fails/unmapped")).isProblem(500, "INTERNAL_ERROR").leaksNothing("mappings", "Unmapped");
	}

	@Test
	void textsOfACodeCanBeReplaced() {
		assertThat(get("/gone")).isProblem(410, "GONE").hasDetail("Nothing to see.").hasMember("title", "Nope");
	}

	/** Of {@code mishap-messages_fr_CH.properties}. */
	@Test
	void textsOfARegionAreTheApplications() {
		Answer first = get("/nowhere", "Accept-Language: fr-CH");
		assertThat(first).isProblem(404, "NOT_FOUND")
			.hasHeader("Content-Language", differs(Difference.REGIONAL_TEXTS) ? "en" : "fr-CH");
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			Answer later = get("/nowhere", "Accept-Language: fr-CH");
			assertThat(later).isProblem(404, "NOT_FOUND")
				.hasHeader("Content-Language", "fr-CH")
				.hasMember("title", "Rien ici");
		});
	}

	@Test
	void typeAndInstanceHaveTheirBases() {
		Answer answer = get("/nowhere");
		assertThat(answer).isProblem(404, "NOT_FOUND")
			.hasMember("type", "https://errors.acme.com/not-found")
			.hasMember("instance", "urn:request:" + answer.header("X-Request-Id"));
	}

	@Test
	void fallbacksOfOwedHeadersAreThoseOfTheKeys() {
		assertThat(get("/busy")).isProblem(503, "SERVICE_UNAVAILABLE").hasHeader("Retry-After", "42");
		assertThat(get("/unknown-caller")).isProblem(401, "UNAUTHENTICATED")
			.hasHeader("WWW-Authenticate", "ApiKey realm=\"shop\"");
	}

	@Test
	void logFollowsItsRules(CapturedOutput output) {
		get("/nowhere");
		get("/fails/unpaid");
		get("/gone");
		assertThat(output).containsPattern("INFO .*404 NOT_FOUND: GET /nowhere")
			.containsPattern("ERROR .*402 CART_UNPAID: GET /fails/unpaid")
			.contains("dev.mishap.ProblemException: 402 CART_UNPAID")
			.doesNotContain("410 GONE");
	}

	@Test
	void excludedPathIsLeftToBoot() {
		for (String path : new String[] { "/excluded/throws", "/excluded/nowhere" }) {
			Answer answer = get(path, "Accept: application/json");
			assertThat(answer.status()).isEqualTo(path.endsWith("throws") ? 500 : 404);
			assertThat(answer.header("Content-Type")).isEqualTo("application/json");
			assertThat(answer.body()).contains("\"timestamp\":", "\"path\":\"" + path + "\"");
			assertThat(answer.header("X-Request-Id")).startsWith("req_");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/bodiless,404", "/filter/status,429" })
	void statusWithoutBodyStaysEmptyWhereFillingIsOff(String target, int status) {
		Answer answer = get(target);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.content()).isEmpty();
		assertThat(answer.header("X-Request-Id")).isNotBlank();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/gone", "/nowhere" })
	void pageForBrowsersCanBeSwitchedOff(String target) {
		assertThat(get(target, "Accept: text/html").header("Content-Type")).isEqualTo("application/problem+json");
	}

	@Test
	void functionalRouteWantsAnotherMethodWithoutResourcesToo() {
		if (differs(Difference.FUNCTIONS_WITHOUT_RESOURCES)) {
			assertThat(http().send("DELETE", "/function")).isProblem(404, "NOT_FOUND");
			return;
		}
		assertThat(http().send("DELETE", "/function")).isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeaderList("Allow", "GET", "POST");
	}

	@RestController
	static class Controller {

		@GetMapping("/unsupported")
		String unsupported() {
			throw new UnsupportedOperationException("jdbc:secret");
		}

		@GetMapping("/gone")
		String gone() {
			throw new ResponseStatusException(HttpStatus.GONE);
		}

		@GetMapping("/busy")
		String busy() {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
		}

		@GetMapping("/unknown-caller")
		String unknownCaller() {
			throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
		}

		@GetMapping("/excluded/throws")
		String excluded() {
			throw new ConfiguredApplication.OutOfStockException("jdbc:secret");
		}

		@GetMapping("/bodiless")
		ResponseEntity<Void> bodiless() {
			return ResponseEntity.notFound().build();
		}

	}

}
