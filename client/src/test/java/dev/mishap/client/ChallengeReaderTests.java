package dev.mishap.client;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChallengeReaderTests {

	@Test
	void severalStandInOneLine() {
		assertThat(read("Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"simple\""))
			.containsExactly(
					new Challenge("Newauth", null, Map.of("realm", "apps", "type", "1", "title", "Login to \"apps\"")),
					new Challenge("Basic", null, Map.of("realm", "simple")));
	}

	@Test
	void aQuotedCommaSeparatesNothing() {
		assertThat(read("Bearer realm=\"a, Basic realm=b\" , error = \"invalid_token\"")).containsExactly(
				new Challenge("Bearer", null, Map.of("realm", "a, Basic realm=b", "error", "invalid_token")));
	}

	@Test
	void aSchemeMayStandAlone() {
		assertThat(read("Negotiate, NTLM ,, Basic")).containsExactly(new Challenge("Negotiate", null, Map.of()),
				new Challenge("NTLM", null, Map.of()), new Challenge("Basic", null, Map.of()));
	}

	@Test
	void aTokenStandsInsteadOfParameters() {
		assertThat(read("Negotiate oRQwEqADCgEBoQsGCSqGSIb3EgEC==, Basic realm=x")).containsExactly(
				new Challenge("Negotiate", "oRQwEqADCgEBoQsGCSqGSIb3EgEC==", Map.of()),
				new Challenge("Basic", null, Map.of("realm", "x")));
	}

	@Test
	void eachLineBeginsANewChallenge() {
		assertThat(ChallengeReader.read(List.of("DPoP algs=\"ES256 RS256\"", "Bearer", ""))).containsExactly(
				new Challenge("DPoP", null, Map.of("algs", "ES256 RS256")), new Challenge("Bearer", null, Map.of()));
	}

	@Test
	void namesAreInLowerCaseAndTheFirstCounts() {
		Challenge challenge = read("bearer Realm=a, REALM=b").get(0);
		assertThat(challenge.is("Bearer")).isTrue();
		assertThat(challenge.parameter("realm")).isEqualTo("a");
		assertThat(challenge.parameter("error")).isNull();
	}

	@Test
	void whatIsNoChallengeEndsTheReading() {
		assertThat(read("")).isEmpty();
		assertThat(read(", ,")).isEmpty();
		assertThat(read("=x")).isEmpty();
		assertThat(read("Basic realm=\"never ends"))
			.containsExactly(new Challenge("Basic", null, Map.of("realm", "never ends")));
		assertThat(read("Basic realm=\"x\\")).hasSize(1);
		assertThat(read("Basic \u0000")).containsExactly(new Challenge("Basic", null, Map.of()));
		assertThat(read("a,".repeat(100))).hasSize(32);
		assertThat(read("x".repeat(20_000))).isEmpty();
	}

	private static List<Challenge> read(String line) {
		return ChallengeReader.read(List.of(line));
	}

}
