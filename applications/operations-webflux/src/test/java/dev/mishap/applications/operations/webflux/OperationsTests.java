package dev.mishap.applications.operations.webflux;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.mishap.applications.testing.operations.Lines;
import dev.mishap.applications.testing.operations.RunningShop;
import dev.mishap.internal.registry.ProblemRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What operators see of problems, on the running reactive application. */
@TestPropertySource(properties = RunningShop.WITHOUT_BRAVE)
class OperationsTests extends RunningShop {

	@Autowired
	private ReactiveShop.Heard heard;

	@Autowired
	private ProblemRegistry registry;

	@Autowired
	private Environment environment;

	/** Returns how often each series of a counter was counted, by its tags. */
	private Map<String, Double> counts(String name) throws Exception {
		Map<String, Double> counts = new TreeMap<>();
		get("/actuator/prometheus").body().lines().filter((line) -> line.startsWith(name + "{")).forEach((line) -> {
			int end = line.lastIndexOf('}');
			counts.put(line.substring(name.length() + 1, end), Double.valueOf(line.substring(end + 1).strip()));
		});
		return counts;
	}

	private static Map<String, Double> since(Map<String, Double> before, Map<String, Double> after) {
		Map<String, Double> grown = new TreeMap<>();
		after.forEach((tags, count) -> {
			double growth = count - before.getOrDefault(tags, 0.0);
			if (growth != 0) {
				grown.put(tags, growth);
			}
		});
		return grown;
	}

	private HttpRequest of(String method, String path) {
		if (method.equals("POST")) {
			return request(path, "Content-Type", path.equals("/orders") ? "application/json" : "text/plain")
				.POST(BodyPublishers.ofString("\"" + "x".repeat(4000) + "\""))
				.build();
		}
		String[] headers = path.equals("/vault") ? new String[] { "Authorization", "Basic YWRhOnNlY3JldA==" }
				: new String[] {};
		return request(path, headers).method(method, BodyPublishers.noBody()).build();
	}

	/** Of every door: the counter and the observation of the request. */
	@ParameterizedTest
	@CsvSource({ "GET, /orders/broken, 500, INTERNAL_ERROR, server, IllegalStateException",
			"GET, /orders/signal, 500, INTERNAL_ERROR, server, IllegalStateException",
			"GET, /orders/later, 409, SOLD_OUT, client, SoldOutException",
			"GET, /orders/busy, 503, OVERLOADED, shed, OverloadedException",
			"GET, /orders/slow, 503, SERVICE_UNAVAILABLE, server, TimeoutException",
			"GET, /orders/stock, 503, UPSTREAM_UNAVAILABLE, upstream, WebClientRequestException",
			"GET, /orders/gone, 410, GONE, client, none", "GET, /orders/bare, 409, CONFLICT, client, none",
			"GET, /gate/lost, 404, ORDER_LOST, client, OrderLostException",
			"GET, /gate/signal, 404, ORDER_LOST, client, OrderLostException",
			"GET, /gate/closed, 410, GONE, client, none", "GET, /gate/complete, 410, GONE, client, none",
			"GET, /accounts, 401, UNAUTHENTICATED, client, AuthenticationCredentialsNotFoundException",
			"GET, /vault, 403, FORBIDDEN, client, AccessDeniedException",
			"GET, /nowhere, 404, NOT_FOUND, client, NoResourceFoundException",
			"DELETE, /orders, 405, METHOD_NOT_ALLOWED, client, MethodNotAllowedException",
			"GET, /functions/sold, 409, SOLD_OUT, client, SoldOutException",
			"GET, /functions/gone, 410, GONE, client, none",
			"POST, /functions/text, 413, CONTENT_TOO_LARGE, client, DataBufferLimitException",
			"POST, /orders, 413, CONTENT_TOO_LARGE, client, ContentTooLargeException",
			"GET, /codes/SOLD_TWICE, 409, SOLD_TWICE, client, ProblemException" })
	void problemIsCountedOnceAndTheRequestWithTheStatusThatTheClientGot(String method, String path, int status,
			String code, String fault, String exception) throws Exception {
		Map<String, Double> problems = counts("mishap_problems_total");
		Map<String, Double> requests = counts("http_server_requests_seconds_count");
		HttpResponse<String> response = send(of(method, path));
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(member(response, "code")).isEqualTo(code);

		Map<String, Double> counted = since(problems, counts("mishap_problems_total"));
		assertThat(counted.values()).containsExactly(1.0);
		String tags = counted.keySet().iterator().next();
		assertThat(tags).isEqualTo("code=\"" + code + "\",exception=\"" + exception + "\",fault=\"" + fault
				+ "\",status=\"" + status + "\"");

		Map<String, Double> measured = since(requests, counts("http_server_requests_seconds_count"));
		measured.keySet().removeIf((series) -> series.contains("/actuator/prometheus"));
		assertThat(measured.values()).containsExactly(1.0);
		String series = measured.keySet().iterator().next();
		// Spring itself tells the observation of what was signalled, a 4xx included
		String known = (path.equals("/accounts") || path.equals("/vault")) ? "none" : exception;
		assertThat(series).contains("status=\"" + status + "\"", "method=\"" + method + "\"",
				"exception=\"" + known + "\"", "error=\"" + known + "\"");
		assertThat(series).contains("outcome=\"" + ((status >= 500) ? "SERVER_ERROR" : "CLIENT_ERROR") + "\"");
	}

	@Test
	void responseThatIsCutIsCounted() throws Exception {
		Map<String, Double> cuts = counts("mishap_responses_cut_total");
		assertThat(catchThrowable(() -> get("/orders/cut"))).isNotNull();
		assertThat(since(cuts, counts("mishap_responses_cut_total")))
			.containsExactly(Map.entry("exception=\"IllegalStateException\"", 1.0));
	}

	/**
	 * Nobody has begun to observe what Netty refuses; it is counted all the same. On a
	 * connection that was used before, Reactor Netty 1.3.8 itself sends no answer at all
	 * now and then.
	 */
	@Test
	void whatNettyRefusesIsCounted() throws Exception {
		Map<String, Double> problems = counts("mishap_problems_total");
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(request("/orders", "X-Long", "x".repeat(9000)).build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(431);
		assertThat(since(problems, counts("mishap_problems_total")).keySet()).singleElement()
			.asString()
			.contains("code=\"REQUEST_HEADERS_TOO_LARGE\"", "exception=\"none\"", "status=\"431\"");
	}

	@Test
	void listenerIsToldOfEachProblemOnce() throws Exception {
		this.heard.lines().clear();
		for (String path : List.of("/orders/broken", "/orders/gone", "/orders/bare", "/gate/lost", "/gate/closed",
				"/accounts", "/orders/later", "/nowhere")) {
			get(path);
		}
		assertThat(this.heard.lines()).containsExactly("500 INTERNAL_ERROR /orders/broken IllegalStateException",
				"410 GONE /orders/gone -", "409 CONFLICT /orders/bare -",
				"404 ORDER_LOST /gate/lost OrderLostException", "410 GONE /gate/closed -",
				"401 UNAUTHENTICATED /accounts AuthenticationCredentialsNotFoundException",
				"409 SOLD_OUT /orders/later SoldOutException", "404 NOT_FOUND /nowhere NoResourceFoundException");
	}

	@Test
	void endpointShowsTheRegistry() throws Exception {
		HttpResponse<String> response = get("/actuator/problems");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(json(response)).isEqualTo(JsonMapper.shared().readTree(this.registry.asJson()));
		List<String> origins = new ArrayList<>();
		json(response).path("problems")
			.valueStream()
			.filter((entry) -> List.of("SOLD_OUT", "ORDER_LOST").contains(entry.path("code").stringValue("")))
			.forEach((entry) -> origins.add(entry.path("origins").get(0).path("source").stringValue("")));
		assertThat(origins).containsExactlyInAnyOrder("yml", "annotation");
		assertThat(get("/actuator/problems?exception=" + SoldOutException.class.getName()).body())
			.contains("\"outcome\":\"answers\",\"source\":\"yml\",\"where\":\"mishap.mappings[0]\"");
		assertThat(get("/actuator/problems?exception=com.acme.Nothing").statusCode()).isEqualTo(404);
	}

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
