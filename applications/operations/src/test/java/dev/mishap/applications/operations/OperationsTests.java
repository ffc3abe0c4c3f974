package dev.mishap.applications.operations;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mishap.applications.testing.operations.Lines;
import dev.mishap.applications.testing.operations.RunningShop;
import dev.mishap.internal.registry.ProblemRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What operators see of problems, on the running application. */
@TestPropertySource(properties = RunningShop.WITHOUT_BRAVE)
class OperationsTests extends RunningShop {

	@Autowired
	private OperationsApplication.Heard heard;

	@Autowired
	private ProblemRegistry registry;

	@Autowired
	private Environment environment;

	private List<String> metrics(String name) throws Exception {
		return get("/actuator/prometheus").body().lines().filter((line) -> line.startsWith(name + "{")).toList();
	}

	@Test
	void problemsAreCountedByCodeStatusFaultAndException() throws Exception {
		get("/orders/busy");
		get("/orders/stock");
		get("/orders/broken");
		get("/codes/SOLD_TWICE");
		assertThat(metrics("mishap_problems_total"))
			.anySatisfy(counted("code=\"OVERLOADED\",exception=\"OverloadedException\",fault=\"shed\",status=\"503\""))
			.anySatisfy(counted(
					"code=\"UPSTREAM_UNAVAILABLE\",exception=\"ResourceAccessException\",fault=\"upstream\",status=\"503\""))
			.anySatisfy(counted(
					"code=\"INTERNAL_ERROR\",exception=\"IllegalStateException\",fault=\"server\",status=\"500\""))
			.anySatisfy(counted("code=\"SOLD_TWICE\",exception=\"ProblemException\",fault=\"client\",status=\"409\""));
	}

	private static java.util.function.Consumer<String> counted(String tags) {
		return (line) -> assertThat(line).contains(tags);
	}

	/** Review C15: what filters throw was counted as a 500. */
	@Test
	void requestsAreMeasuredWithTheStatusThatTheClientGot() throws Exception {
		get("/gate/lost");
		get("/gate/closed");
		get("/accounts");
		get("/orders/bare");
		get("/orders/gone");
		List<String> requests = metrics("http_server_requests_seconds_count");
		assertThat(requests).anySatisfy(counted("status=\"401\"")).anySatisfy(counted("status=\"410\""));
		assertThat(requests).noneMatch((line) -> line.contains("status=\"500\"") && !line.contains("/orders/broken"));
		assertThat(requests).anyMatch((line) -> line.contains("exception=\"none\"") && line.contains("status=\"404\""));
	}

	@Test
	void responseThatIsCutIsCounted() throws Exception {
		assertThat(catchThrowable(() -> get("/orders/cut"))).isInstanceOf(IOException.class);
		assertThat(metrics("mishap_responses_cut_total")).anySatisfy(counted("{exception=\"IllegalStateException\""));
	}

	@Test
	void listenerIsToldOfEachProblemOnce() throws Exception {
		this.heard.lines().clear();
		for (String path : List.of("/orders/broken", "/orders/gone", "/orders/bare", "/gate/lost", "/accounts",
				"/orders/later")) {
			get(path);
		}
		assertThat(this.heard.lines()).containsExactly("500 INTERNAL_ERROR /orders/broken IllegalStateException",
				"410 GONE /orders/gone -", "409 CONFLICT /orders/bare -",
				"404 ORDER_LOST /gate/lost OrderLostException",
				"401 UNAUTHENTICATED /accounts AuthorizationDeniedException",
				"409 SOLD_OUT /orders/later SoldOutException");
	}

	@Test
	void endpointShowsTheRegistryInItsFormat() throws Exception {
		HttpResponse<String> response = get("/actuator/problems");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(validate(response.body())).isEmpty();
		assertThat(JsonMapper.shared().readTree(response.body()))
			.isEqualTo(JsonMapper.shared().readTree(this.registry.asJson()));
		JsonNode soldOut = json(response).path("problems")
			.valueStream()
			.filter((entry) -> entry.path("code").stringValue("").equals("SOLD_OUT"))
			.findFirst()
			.orElseThrow();
		assertThat(soldOut.path("origins").toString())
			.isEqualTo("[{\"source\":\"yml\",\"where\":\"mishap.mappings[0]\","
					+ "\"exception\":\"dev.mishap.applications.operations.SoldOutException\"}]");
		JsonNode lost = json(response).path("problems")
			.valueStream()
			.filter((entry) -> entry.path("code").stringValue("").equals("ORDER_LOST"))
			.findFirst()
			.orElseThrow();
		assertThat(lost.path("origins").get(0).path("source").stringValue("")).isEqualTo("annotation");
	}

	@Test
	void fileForVersionControlIsInItsFormat() throws Exception {
		Path file = Path.of("target", "problems.json");
		this.registry.writeTo(file);
		assertThat(validate(java.nio.file.Files.readString(file))).isEmpty();
	}

	private static List<String> validate(String json) throws IOException {
		try (InputStream stream = ProblemRegistry.class.getResourceAsStream("/dev/mishap/problems.schema.json")) {
			Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
				.getSchema(new String(stream.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
			return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
		}
	}

	@Test
	void schemaRefusesWhatIsNotInTheFormat() throws Exception {
		assertThat(validate("{\"version\":1,\"problems\":[{\"code\":\"lower\"}],\"undeclared\":[]}")).isNotEmpty();
	}

	@Test
	void endpointShowsWhyAnExceptionIsAnsweredAsItIs() throws Exception {
		assertThat(get("/actuator/problems?exception=" + SoldOutException.class.getName()).body())
			.isEqualTo("{\"exception\":\"dev.mishap.applications.operations.SoldOutException\",\"asked\":["
					+ "{\"class\":\"dev.mishap.applications.operations.SoldOutException\",\"outcome\":\"answers\","
					+ "\"source\":\"yml\",\"where\":\"mishap.mappings[0]\",\"answers\":[{\"status\":409,\"code\":\"SOLD_OUT\"}]},"
					+ "{\"class\":\"java.lang.RuntimeException\",\"outcome\":\"covered\"},"
					+ "{\"class\":\"java.lang.Exception\",\"outcome\":\"covered\"},"
					+ "{\"class\":\"java.lang.Throwable\",\"outcome\":\"covered\"}]}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "com.acme.Nothing", "java.lang.String", "x%00y" })
	void endpointKnowsNothingOfWhatIsNoException(String name) throws Exception {
		assertThat(get("/actuator/problems?exception=" + name).statusCode()).isEqualTo(404);
	}

	/** Whatever a format does with names that are there twice, the line must be there. */
	@ParameterizedTest
	@ValueSource(strings = { "ecs", "logstash", "gelf" })
	void structuredLogHasTheFields(String format) throws Exception {
		try (Lines lines = new Lines()) {
			HttpResponse<String> response = send(request("/orders", "Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{\"article\":\"\",\"amount\":0}"))
				.build());
			String requestId = member(response, "request_id");
			ILoggingEvent event = lines.of(requestId).get(0);
			JsonNode line = JsonMapper.shared().readTree(Lines.encode(event, format, this.environment));
			String prefix = format.equals("gelf") ? "_" : "";
			assertThat(line.path(prefix + "request_id").stringValue("")).isEqualTo(requestId);
			assertThat(line.path(prefix + "code").stringValue("")).isEqualTo("VALIDATION_FAILED");
			assertThat(line.path(prefix + "status").intValue(0)).isEqualTo(422);
			assertThat(line.path(prefix + "fault").stringValue("")).isEqualTo("client");
			assertThat(line.path(prefix + "method").stringValue("")).isEqualTo("POST");
			assertThat(line.path(prefix + "path").stringValue("")).isEqualTo("/orders");
			assertThat(line.toString()).contains(member(response, "trace_id"), "#/amount POSITIVE",
					"#/article NOT_BLANK");
		}
	}

	@Test
	void nothingOfWhatWasThrownIsInMetricsOrRegistry() throws Exception {
		for (String path : List.of("/orders/broken", "/orders/stock", "/gate/lost")) {
			get(path);
		}
		String seen = get("/actuator/prometheus").body() + get("/actuator/problems").body();
		assertThat(Stream.of("secret", "stock.internal", "ada@", "4711").filter(seen::contains)).isEmpty();
	}

}
