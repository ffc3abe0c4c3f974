package dev.mishap.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/** What application.yml, annotations and the catalogue say is what the wire says. */
@ExtendWith(OutputCaptureExtension.class)
class MappingsTests {

	private static final String STOCK = ConfiguredApplication.class.getName() + "$OutOfStockException";

	private static final String SOLD_OUT = ConfiguredApplication.class.getName() + "$SoldOutException";

	@Test
	void subclassesAreMeantAndTheNearestClassWins() {
		try (Started app = Started.with("mishap.mappings[0].exception=" + STOCK, "mishap.mappings[0].status=409")) {
			ProblemAssert.assertThat(app.http().send("GET", "/fails/sold-out")).isProblem(409, "OUT_OF_STOCK");
		}
		try (Started app = Started.with("mishap.mappings[0].exception=" + STOCK, "mishap.mappings[0].status=409",
				"mishap.mappings[1].exception=" + SOLD_OUT, "mishap.mappings[1].status=410")) {
			ProblemAssert.assertThat(app.http().send("GET", "/fails/stock")).isProblem(409, "OUT_OF_STOCK");
			ProblemAssert.assertThat(app.http().send("GET", "/fails/sold-out")).isProblem(410, "SOLD_OUT");
		}
	}

	@Test
	void derivedCodeIsThatOfAnAnnotatedClass() {
		try (Started app = Started.with("mishap.mappings[0].exception=" + STOCK, "mishap.mappings[0].status=409")) {
			ProblemAssert.assertThat(app.http().send("GET", "/fails/stock")).isProblem(409, "OUT_OF_STOCK");
			assertThat(dev.mishap.ProblemMappings.codeOf(java.nio.charset.CharacterCodingException.class, 400))
				.isEqualTo("CHARACTER_CODING");
		}
	}

	@Test
	void aCatchAllRowDoesNotSwallowWhatTheFrameworkKnows() {
		try (Started app = Started.with("mishap.mappings[0].exception=java.lang.Exception",
				"mishap.mappings[0].status=500", "mishap.mappings[0].code=OOPS")) {
			ProblemAssert.assertThat(app.http().send("GET", "/fails/stock")).isProblem(500, "OOPS");
			ProblemAssert.assertThat(app.http().send("GET", "/nowhere")).isProblem(404, "NOT_FOUND");
		}
	}

	@Test
	void unmappedExceptionIsHintedAtOnceInTheLogAndNeverInTheBody(CapturedOutput output) {
		try (Started app = Started.with()) {
			for (int i = 0; i < 2; i++) {
				ProblemAssert.assertThat(app.http().send("GET", "/fails/unmapped"))
					.isProblem(500, "INTERNAL_ERROR")
					.leaksNothing("mappings", "Unmapped");
				ProblemAssert.assertThat(app.http().send("GET", "/fails/other")).isProblem(500, "INTERNAL_ERROR");
			}
			String name = ConfiguredApplication.class.getName() + "$UnmappedException";
			assertThat(output.toString().split("mappings:", -1)).hasSize(2);
			assertThat(output).contains("mishap:", "  mappings:", "    - exception: " + name, "      status: 409",
					"      code: UNMAPPED");
		}
	}

	@Test
	void hintIsReadyToPaste(CapturedOutput output) throws IOException {
		try (Started app = Started.with()) {
			app.http().send("GET", "/fails/unmapped");
		}
		String log = output.toString();
		int start = log.indexOf("mishap:\n", log.indexOf("has no row and was answered with 500"));
		String yaml = log.substring(start).lines().limit(6).collect(Collectors.joining("\n"));
		EnumerablePropertySource<?> source = (EnumerablePropertySource<?>) new YamlPropertySourceLoader()
			.load("pasted", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
			.get(0);
		String[] keys = Arrays.stream(source.getPropertyNames())
			.map((name) -> name + "=" + source.getProperty(name))
			.toArray(String[]::new);
		try (Started app = Started.with(keys)) {
			ProblemAssert.assertThat(app.http().send("GET", "/fails/unmapped"))
				.isProblem(409, "UNMAPPED")
				.hasDetail("What the caller should know.");
		}
	}

	@Test
	void instanceIsNoAddressElsewhere() {
		try (Started app = Started.with("mishap.body.instance-base=/")) {
			assertThat(app.http().send("GET", "/nowhere", "X-Request-Id: /evil.example/x").body())
				.contains("\"instance\":\"/%2Fevil.example%2Fx\"", "\"request_id\":\"/evil.example/x\"");
		}
	}

	@Test
	void membersCanBeRenamed() {
		try (Started app = Started.with("mishap.body.members.code=error_code",
				"mishap.body.members.request-id=trace_id")) {
			Answer answer = app.http().send("GET", "/nowhere");
			assertThat(answer.body()).contains("\"error_code\":\"NOT_FOUND\"",
					"\"trace_id\":\"" + answer.header("X-Request-Id") + "\"");
			assertThat(app.http().send("GET", "/nowhere", "Accept: application/xml").body())
				.contains("<error_code>NOT_FOUND</error_code>");
		}
	}

	/** A member of an exception may have the new name of a standard one. */
	@Test
	void renamedMemberStandsThereOnce() {
		try (Started app = Started.with("mishap.body.members.detail=account")) {
			Answer answer = app.http().send("GET", "/fails/balance");
			assertThat(answer.body().split("\"account\":", -1)).hasSize(2);
		}
	}

	@Test
	void tracesBeyondTheBudgetAreLinesThatNameTheLastTrace(CapturedOutput output) {
		String[] ids = new String[4];
		try (Started app = Started.with("mishap.log.trace-budget=2")) {
			for (int i = 0; i < ids.length; i++) {
				ids[i] = app.http().send("GET", "/fails/stock").header("X-Request-Id");
			}
			app.http().send("GET", "/fails/sold-out");
		}
		assertThat(output.toString().split(STOCK.replace("$", "\\$") + ": ", -1)).hasSize(3);
		String held = " (" + STOCK + ", last trace of this class: [" + ids[1] + "])";
		assertThat(output)
			.contains("[" + ids[2] + "] 500 INTERNAL_ERROR: GET /fails/stock" + held,
					"[" + ids[3] + "] 500 INTERNAL_ERROR: GET /fails/stock" + held)
			.containsPattern("ERROR .*500 INTERNAL_ERROR: GET /fails/sold-out\\R+.*" + SOLD_OUT.replace("$", "\\$"));
	}

	@Test
	void requestIdHeaderCanBeNamedAndDistrusted() {
		try (Started app = Started.with("mishap.request-id.header=Request-Id",
				"mishap.request-id.trust-inbound=false")) {
			Answer answer = app.http().send("GET", "/nowhere", "Request-Id: mine");
			assertThat(answer.header("Request-Id")).startsWith("req_");
			assertThat(answer.headerLines("X-Request-Id")).isEmpty();
		}
	}

	@Test
	void excludedPathsAreLeftToBoot() {
		try (Started app = Started.with("mishap.excluded-paths=/fails/stock,/admin/**")) {
			Answer answer = app.http().send("GET", "/fails/stock", "Accept: application/json");
			assertThat(answer.status()).isEqualTo(500);
			assertThat(answer.body()).contains("\"timestamp\":", "\"path\":\"/fails/stock\"");
			assertThat(answer.header("X-Request-Id")).startsWith("req_");
			assertThat(app.http().send("GET", "/admin/nowhere", "Accept: application/json").body())
				.contains("\"timestamp\":");
			ProblemAssert.assertThat(app.http().send("GET", "/fails/sold-out")).isProblem(500, "INTERNAL_ERROR");
			ProblemAssert.assertThat(app.http().send("GET", "/error")).isProblem(404, "NOT_FOUND");
			ProblemAssert.assertThat(app.http().send("GET", "/error", "Accept: application/json"))
				.isProblem(404, "NOT_FOUND");
		}
	}

}
