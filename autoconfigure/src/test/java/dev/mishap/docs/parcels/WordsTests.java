package dev.mishap.docs.parcels;

import java.util.List;
import java.util.Map;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** What docs/words.md says. */
@SpringBootTest(classes = ParcelApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY, "spring.messages.basename=docs/parcels" })
class WordsTests {

	private RawHttp http;

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = new RawHttp(port);
	}

	@Test
	void memberStandsInTheTextPlainly() {
		assertThat(this.http.send("GET", "/parcels/1234567")).isProblem(404, "PARCEL_NOT_FOUND")
			.hasMember("title", "Parcel not found")
			.hasDetail("There's no parcel 1234567. It may have been delivered.")
			.hasMember("number", 1234567);
		assertThat(this.http.send("GET", "/parcels/1234567", "Accept-Language: de")).isProblem(404, "PARCEL_NOT_FOUND")
			.hasMember("title", "Paket nicht gefunden")
			.hasDetail("Das Paket 1234567 gibt es nicht. Vielleicht ist es schon zugestellt.");
	}

	@Test
	void violationOfOnesOwnHasWordsInEachLanguage() {
		String tooHeavy = "{\"to\":\"Ada\",\"grams\":40000}";
		assertThat(this.http.json("POST", "/parcels", tooHeavy)).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(List.of(Map.of("pointer", "#/grams", "code", "TOO_HEAVY", "detail",
					"A parcel can't weigh more than 31,500 g.")));
		assertThat(this.http.json("POST", "/parcels", tooHeavy, "Accept-Language: de"))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(List.of(Map.of("pointer", "#/grams", "code", "TOO_HEAVY", "detail",
					"Ein Paket darf höchstens 31.500 g wiegen.")));
	}

}
