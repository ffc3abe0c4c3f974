package dev.mishap.client;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.mishap.Violation.Location;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Answers of other stacks, in the shapes that they document. */
class RecordedAnswersTests {

	private static final Path RECORDINGS = Path.of("src/test/resources/recordings");

	private static final Upstream UPSTREAM = new Upstream();

	private final RestClient client = RestClient.builder()
		.baseUrl(UPSTREAM.url())
		.apply(RestClientProblems.of("inventory"))
		.build();

	@AfterAll
	static void stop() {
		UPSTREAM.close();
	}

	@Test
	void aspNetNamesInvalidPartsByTheirNames() {
		UpstreamProblem problem = problem("aspnet-validation");
		assertThat(problem).isEqualTo(new UpstreamProblem(true, 400, null,
				URI.create("https://tools.ietf.org/html/rfc9110#section-15.5.1"),
				"One or more validation errors occurred.", null, null,
				"00-0c1fd4063c38d9f3900d06e56542d480-85d1d4a1b2c3d4e5-00",
				List.of(violation(null, "Name", null, "The Name field is required."),
						violation(null, "$.price", null, "The JSON value could not be converted to System.Decimal."),
						violation(null, "$.price", null, "The price field is required.")),
				Map.of("traceId", "00-0c1fd4063c38d9f3900d06e56542d480-85d1d4a1b2c3d4e5-00")));
	}

	@Test
	void aspNetHasTheStatusForACode() {
		UpstreamProblem problem = problem("aspnet-problem");
		assertThat(problem.title()).isEqualTo("Not Found");
		assertThat(problem.requestId()).isEqualTo("00-1c1fd4063c38d9f3900d06e56542d480-95d1d4a1b2c3d4e5-00");
		assertThat(problem.code(InventoryError.class)).contains(InventoryError.NOT_FOUND);
	}

	@Test
	void fastApiPointsToThePlaceStepByStep() {
		UpstreamProblem problem = problem("fastapi-validation");
		assertThat(problem.found()).isTrue();
		assertThat(problem.violations()).containsExactly(
				violation(Location.BODY, "#/items/0/quantity", "int_parsing",
						"Input should be a valid integer, unable to parse string as an integer"),
				violation(Location.PARAMETER, "currency", "missing", "Field required"));
	}

	@Test
	void fastApiSaysNoMoreThanADetail() {
		UpstreamProblem problem = problem("fastapi-exception");
		assertThat(problem).isEqualTo(new UpstreamProblem(true, 404, null, UpstreamProblem.BLANK, null,
				"Item not found", null, null, List.of(), Map.of()));
	}

	@Test
	void quarkusHasViolations() {
		UpstreamProblem problem = problem("quarkus-constraint-violation");
		assertThat(problem.detail()).isEqualTo("Constraint Violation");
		assertThat(problem.instance()).isEqualTo(URI.create("/orders"));
		assertThat(problem.violations()).containsExactly(
				violation(Location.BODY, "#/quantity", null, "must be greater than 0"),
				violation(Location.PARAMETER, "currency", null, "must not be blank"));
		assertThat(problem("quarkus-resteasy-validation").violations())
			.containsExactly(violation(null, "create.order.quantity", null, "must be greater than 0"));
	}

	@Test
	void bootsOwnErrorHasBindingErrors() {
		UpstreamProblem problem = problem("boot-error");
		assertThat(problem.title()).isEqualTo("Bad Request");
		assertThat(problem.detail()).isEqualTo("Validation failed for object='order'. Error count: 1");
		assertThat(problem.violations())
			.containsExactly(violation(null, "quantity", "Min", "must be greater than or equal to 1"));
		assertThat(problem.members()).containsOnlyKeys("timestamp", "path");
	}

	@Test
	void bootsProblemHasNoType() {
		assertThat(problem("boot-problem")).isEqualTo(new UpstreamProblem(true, 404, null, UpstreamProblem.BLANK,
				"Not Found", "No static resource nothing for request '/nothing'.", URI.create("/nothing"), null,
				List.of(), Map.of()));
	}

	@Test
	void wimdeblauweHasThreeListsOfErrors() {
		UpstreamProblem problem = problem("wimdeblauwe");
		assertThat(problem.code(InventoryError.class)).contains(InventoryError.VALIDATION_FAILED);
		assertThat(problem.detail()).startsWith("Validation failed");
		assertThat(problem.violations()).containsExactly(
				violation(null, "name", "REQUIRED_NOT_BLANK", "must not be blank"),
				violation(null, "", "INVALID_PERIOD", "the end is before the start"),
				violation(Location.PARAMETER, "page", "INVALID_SIZE", "must be less than 100"));
		assertThat(problem.members()).isEmpty();
	}

	@Test
	void zalandoHasTypesInsteadOfCodes() {
		assertThat(problem("zalando").violations())
			.containsExactly(violation(null, "quantity", null, "must be greater than 0"));
		UpstreamProblem problem = problem("zalando-old-media-type");
		assertThat(problem.code()).isNull();
		assertThat(problem.code(InventoryError.class)).contains(InventoryError.OUT_OF_STOCK);
		assertThat(problem.member("product", String.class)).contains("B00027Y5QG");
	}

	@Test
	void belgifHasIssuesAndUrns() {
		UpstreamProblem problem = problem("belgif");
		assertThat(problem.violations()).containsExactly(
				violation(Location.BODY, "#/items/0/price", "schemaViolation", "price should be a number",
						Map.of("href", "https://www.belgif.be/specification/rest/api-guide/issues/schemaViolation.html",
								"title", "Input value is invalid with respect to the schema")),
				violation(Location.PATH, "ssin", "invalidSsin", "SSIN 12345678900 is invalid"));
		assertThat(problem("belgif-not-found").code(InventoryError.class)).contains(InventoryError.RESOURCE_NOT_FOUND);
	}

	@Test
	void oursIsReadWhole() {
		assertThat(problem("mishap")).isEqualTo(new UpstreamProblem(true, 422, "VALIDATION_FAILED",
				UpstreamProblem.BLANK, "Unprocessable Content",
				"The request can be read, but parts of it do not fit. See errors.", null,
				"req_01M82AZCMZEJPVN0ENHPB3GZ00",
				List.of(violation(Location.BODY, "#/max_labels", "MAX", "This has to be at most 3.", Map.of("max", 3L)),
						violation(Location.PARAMETER, "page", "TYPE", "This has to be a whole number.")),
				Map.of("help", "/#c422")));
	}

	@Test
	void thePageOfAProxyIsNoProblem() {
		assertThat(problem("nginx")).isEqualTo(UpstreamProblem.none(502, null));
	}

	@Test
	void noValueThatWasSentIsKeptInAViolation() throws IOException {
		try (Stream<Path> recordings = Files.list(RECORDINGS)) {
			for (Path recording : recordings.filter((path) -> path.toString().endsWith(".http")).toList()) {
				String name = recording.getFileName().toString().replace(".http", "");
				assertThat(problem(name).violations()).as(name)
					.allSatisfy((violation) -> assertThat(violation.attributes()).doesNotContainKeys("value", "input",
							"rejectedValue"));
			}
		}
	}

	private UpstreamProblem problem(String name) {
		String recording;
		try {
			recording = Files.readString(RECORDINGS.resolve(name + ".http"), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		int end = recording.indexOf("\n\n");
		String head = recording.substring(0, end).replace("\n", "\r\n");
		String body = recording.substring(end + 2).strip();
		byte[] answer = (head + "\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body)
			.getBytes(StandardCharsets.UTF_8);
		UPSTREAM.answers((out) -> out.write(answer));
		return UpstreamProblem.of(catchThrowableOfType(RuntimeException.class,
				() -> this.client.post().uri("/orders").retrieve().toBodilessEntity()));
	}

	private static UpstreamViolation violation(Location location, String name, String code, String detail) {
		return violation(location, name, code, detail, Map.of());
	}

	private static UpstreamViolation violation(Location location, String name, String code, String detail,
			Map<String, Object> attributes) {
		return new UpstreamViolation(location, name, code, detail, attributes);
	}

}
