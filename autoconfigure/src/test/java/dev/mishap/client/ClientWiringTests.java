package dev.mishap.client;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.autoconfigure.client.ProblemClientAutoConfiguration;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A shop that calls an inventory, both with the library, over real sockets. */
@ExtendWith(OutputCaptureExtension.class)
class ClientWiringTests {

	private static ConfigurableApplicationContext inventory;

	private static ConfigurableApplicationContext shop;

	private static RawHttp http;

	@BeforeAll
	static void start() {
		inventory = new SpringApplicationBuilder(InventoryApplication.class).properties(common()).run();
		shop = new SpringApplicationBuilder(ShopApplication.class).properties(common())
			.properties(Map.of("inventory.url", "http://localhost:" + port(inventory),
					"spring.http.serviceclient.stock.base-url", "http://localhost:" + port(inventory),
					"mishap.client.inventory.pass-on.OUT_OF_STOCK", "409 SOLD_OUT",
					"spring.http.serviceclient.web-stock.base-url", "http://localhost:" + port(inventory),
					"mishap.client.stock.pass-on.out-of-stock", "410 SOLD_OUT",
					"mishap.client.web-stock.pass-on.out-of-stock", "410 SOLD_OUT", "mishap.client.own.exceptions",
					"own", "mishap.client.web-stock.exceptions", "own", "mishap.client.silent.request-id", "never"))
			.run();
		http = new RawHttp(port(shop));
	}

	@AfterAll
	static void stop() {
		shop.close();
		inventory.close();
	}

	private static Map<String, Object> common() {
		return Map.of("server.port", 0, "spring.main.banner-mode", "off", "spring.autoconfigure.exclude",
				Without.SECURITY.substring(Without.SECURITY.indexOf('=') + 1));
	}

	private static int port(ConfigurableApplicationContext context) {
		return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "rest", "web", "group", "web-group", "own" })
	void whatIsNotCaughtSaysNothingOfTheOtherService(String client) {
		Answer answer = http.send("GET", "/call/" + client + "?path=/fails/403/SECRET_CODE", "X-Request-Id: outer");
		assertThat(answer.status()).isEqualTo(502);
		assertThat(answer.body()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Bad Gateway\",\"status\":502,"
				+ "\"detail\":\"Another service that is needed for this answered in a way that cannot be used.\",\"code\":\"UPSTREAM_FAILED\","
				+ "\"request_id\":\"outer\"}");
		assertThat(answer.headers()).doesNotContainKeys("WWW-Authenticate", "X-Inventory");
	}

	@Test
	void a401OfTheOtherServiceIsNoneOfOurs() {
		Answer answer = http.send("GET", "/call/rest?path=/fails/401/UNAUTHENTICATED");
		assertThat(answer.status()).isEqualTo(502);
		assertThat(answer.headers()).doesNotContainKey("WWW-Authenticate");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rest", "web", "group", "web-group", "own" })
	void theTimeToWaitIsPassedOnAndClamped(String client) {
		Answer answer = http.send("GET", "/call/" + client + "?path=/fails/503/BUSY");
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.header("Retry-After")).isEqualTo("604800");
		assertThat(answer.body()).contains("\"code\":\"UPSTREAM_UNAVAILABLE\"").doesNotContain("BUSY");
	}

	@Test
	void aCodeThatIsLetThroughBecomesOneOfOurs() {
		for (String client : List.of("rest", "web")) {
			assertThat(http.send("GET", "/call/" + client + "?path=/fails/409/OUT_OF_STOCK").body()).as(client)
				.contains("\"status\":409", "\"code\":\"SOLD_OUT\"")
				.doesNotContain("OUT_OF_STOCK", "secret");
		}
		for (String client : List.of("group", "web-group")) {
			assertThat(http.send("GET", "/call/" + client + "?path=/fails/409/OUT_OF_STOCK").body()).as(client)
				.contains("\"status\":410", "\"code\":\"SOLD_OUT\"");
		}
		assertThat(http.send("GET", "/call/other?path=/fails/409/OUT_OF_STOCK").status()).isEqualTo(502);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rest", "web", "group", "web-group", "own" })
	void bothIdsAreInTheLog(String client, CapturedOutput log) {
		http.send("GET", "/call/" + client + "?path=/fails/409/ODD_" + client.toUpperCase(Locale.ROOT) + "&inner=inner_"
				+ client, "X-Request-Id: outer_" + client);
		assertThat(log).contains("[outer_" + client + "] 502 UPSTREAM_FAILED: GET /call/" + client)
			.contains(" answered 409 ODD_" + client.toUpperCase(Locale.ROOT) + " (request outer_" + client + ")");
	}

	@Test
	void theIdOfTheOtherServiceIsInTheOneLineOfShedLoadToo(CapturedOutput log) {
		http.send("GET", "/call/rest?path=/fails/503/BUSY", "X-Request-Id: shed_load");
		assertThat(log).containsPattern("WARN .*\\[shed_load] 503 UPSTREAM_UNAVAILABLE: GET /call/rest "
				+ "\\(org.springframework.web.client.HttpServerErrorException\\$ServiceUnavailable: "
				+ "inventory answered 503 BUSY \\(request shed_load\\)\\)");
		http.send("GET", "/call/web?path=/fails/503/BUSY", "X-Request-Id: shed_load_too");
		assertThat(log).containsPattern("WARN .*\\[shed_load_too] 503 UPSTREAM_UNAVAILABLE: GET /call/web "
				+ "\\(org.springframework.web.reactive.function.client.WebClientResponseException\\$ServiceUnavailable: "
				+ "inventory answered 503 BUSY \\(request shed_load_too\\)\\)");
	}

	@Test
	void theIdTravelsUnlessItIsToldNotTo() {
		assertThat(http.send("GET", "/call/rest?path=/echo", "X-Request-Id: travels").body()).isEqualTo("travels");
		assertThat(http.send("GET", "/call/web?path=/echo", "X-Request-Id: travels").body()).isEqualTo("travels");
		assertThat(http.send("GET", "/call/group?path=/echo", "X-Request-Id: travels").body()).isEqualTo("travels");
		assertThat(http.send("GET", "/call/web-group?path=/echo", "X-Request-Id: travels").body()).isEqualTo("travels");
		assertThat(http.send("GET", "/call/silent?path=/echo", "X-Request-Id: travels").body()).startsWith("req_");
	}

	@Test
	void catchBlocksGoOnWorkingUnlessOtherExceptionsAreConfigured() {
		for (String client : List.of("rest", "other", "group")) {
			assertThat(http.send("GET", "/call/" + client + "?path=/fails/404/NONE").body()).as(client)
				.isEqualTo("not found, NONE");
		}
		assertThat(http.send("GET", "/call/web?path=/fails/404/NONE").body()).isEqualTo("not found later, NONE");
		assertThat(http.send("GET", "/call/own?path=/fails/404/NONE").body()).isEqualTo("own, NONE");
		assertThat(http.send("GET", "/call/web-group?path=/fails/404/NONE").body()).isEqualTo("own, NONE");
	}

	@Test
	void aStatusHandlerOfTheApplicationComesFirst() {
		assertThat(http.send("GET", "/call/handled?path=/fails/404/NONE").body()).isEqualTo("handled");
		assertThat(http.send("GET", "/call/handled?path=/fails/409/OTHER").status()).isEqualTo(502);
		assertThat(http.send("GET", "/call/group?path=/fails/418/TEAPOT").body()).isEqualTo("handled by the group");
	}

	@Test
	void anApplicationsOwnRowComesFirst() {
		assertThat(http.send("GET", "/call/rest?path=/fails/413/HUGE").body()).contains("\"status\":507",
				"\"code\":\"OF_APPLICATION\"");
	}

	@Test
	void aBuilderIsSwitchedOffByOneLine() {
		assertThat(http.send("GET", "/call/off?path=/fails/404/NONE").body()).startsWith("404 ")
			.contains("secret-token-123");
	}

	@Test
	void theThrowsClauseOfAGroupBindsExceptions() {
		assertThat(http.send("GET", "/call/group?path=/fails/409/RESERVED").body()).isEqualTo("reserved: ");
		assertThat(http.send("GET", "/call/web-group?path=/fails/409/RESERVED").body()).isEqualTo("reserved: ");
	}

	@Test
	void aClientThatIsABeanHasItsExceptionsInTheGroupOfItsName() {
		assertThat(http.send("GET", "/call/group?path=/fails/409/MOVED").body()).isEqualTo("moved: stock");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mishap.client.max-body=64KB", "mishap.client.inventory.passon=X",
			"mishap.client.inventory=X", "mishap.client.max-body-size=0B", "mishap.client.max-read-time=-1s",
			"mishap.client.inventory.pass-on.X=no code", "mishap.client.inventory.pass-on.X=UNHEARD_OF",
			"mishap.client.inventory.pass-on.X=499 CLOSED", "mishap.client.exceptions=none" })
	void aKeyThatCannotBeStopsTheStart(String property) {
		assertThatThrownBy(() -> new SpringApplicationBuilder(ShopApplication.class).properties(common())
			.properties("inventory.url=x", property)
			.run()
			.close()).isNotNull();
	}

	/** Their names do not tell a dot from a hyphen, and a cluster sets some by itself. */
	@Test
	void environmentVariablesAreKeysOrNothing() {
		Map<String, Object> variables = Map.of("MISHAP_CLIENT_SERVICE_HOST", "10.0.0.7", "MISHAP_CLIENT_PORT_80_TCP",
				"tcp://10.0.0.7:80", "MISHAP_CLIENT_MAX_BODY_SIZE", "1KB", "MISHAP_CLIENT_REQUESTID", "never",
				"MISHAP_CLIENT_INVENTORY_MAX_RETRY_AFTER", "1h");
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ProblemClientAutoConfiguration.class))
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)))
			.run((context) -> assertThat(context.getBean("mishapClientProperties").toString()).contains(
					"all=Service[exceptions=null, maxBodySize=1024B", "requestId=NEVER", "services={inventory=Service[",
					"maxRetryAfter=PT1H"));
	}

	@Test
	void codesOfAServiceThatIsNotReadCannotBePassedOn() {
		assertThatThrownBy(() -> new SpringApplicationBuilder(ShopApplication.class).properties(common())
			.properties("inventory.url=x", "mishap.client.exceptions=off", "mishap.client.x.pass-on.GONE=NOT_FOUND")
			.run()
			.close()).rootCause().hasMessageContaining("the answers of this service are not read");
	}

	@Test
	void goodKeysStart() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ShopApplication.class)
			.properties(common())
			.properties("inventory.url=x", "mishap.client.max-body-size=1KB", "mishap.client.own-hosts=a,b",
					"mishap.client.x.max-retry-after=1h", "mishap.client.x.pass-on.NO_ENTRY=NOT_FOUND",
					"mishap.client.exceptions=off", "mishap.client.x.exceptions=spring")
			.run()) {
			assertThat(context.isRunning()).isTrue();
		}
	}

	/** The other service. */
	@Configuration(proxyBeanMethods = false)
	@SpringBootApplication
	@RestController
	static class InventoryApplication {

		@GetMapping("/fails/{status}/{code}")
		ResponseEntity<Map<String, Object>> fail(@PathVariable int status, @PathVariable String code) {
			return ResponseEntity.status(status)
				.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
				.header("X-Inventory", "7")
				.header(HttpHeaders.RETRY_AFTER, "99999999999")
				.body(Map.of("code", code, "detail", "secret-token-123", "status", status));
		}

		@GetMapping("/echo")
		String echo() {
			return String.valueOf(MDC.get("request_id"));
		}

	}

	/** HTTP interface of a group. */
	interface Stock {

		@GetExchange("/fails/{status}/{code}")
		String fail(@PathVariable String status, @PathVariable String code) throws Reserved;

		@GetExchange("/echo")
		String echo();

	}

	/** HTTP interface of a group that a {@code WebClient} calls. */
	interface WebStock {

		@GetExchange("/fails/{status}/{code}")
		String fail(@PathVariable String status, @PathVariable String code) throws Reserved;

		@GetExchange("/echo")
		Mono<String> echo();

	}

	/** Bound by the throws clause. */
	@UpstreamCode("RESERVED")
	static class Reserved extends UpstreamClientErrorException {

		private static final long serialVersionUID = 1L;

		Reserved(UpstreamAnswer answer) {
			super(answer);
		}

	}

	/** Bound by a bean. */
	@UpstreamCode("MOVED")
	static class Moved extends UpstreamClientErrorException {

		private static final long serialVersionUID = 1L;

		Moved(UpstreamAnswer answer) {
			super(answer);
		}

	}

	/** Calls the other service in each way. */
	@Configuration(proxyBeanMethods = false)
	@SpringBootApplication
	@ImportHttpServices(group = "stock", types = Stock.class)
	@ImportHttpServices(group = "web-stock", types = WebStock.class, clientType = ClientType.WEB_CLIENT)
	@RestController
	static class ShopApplication {

		private final Map<String, RestClient> clients;

		private final WebClient web;

		private final Stock stock;

		private final WebStock webStock;

		ShopApplication(RestClient.Builder rest, WebClient.Builder web, Stock stock, WebStock webStock,
				@Value("${inventory.url}") String url) {
			RestClient.Builder builder = rest.baseUrl(url);
			this.clients = Map.of("rest", builder.clone().apply(RestClientProblems.of("inventory")).build(), "other",
					builder.clone().build(), "off", builder.clone().apply(RestClientProblems.off()).build(), "silent",
					builder.clone().apply(RestClientProblems.of("silent")).build(), "own",
					builder.clone().apply(RestClientProblems.of("own")).build(), "handled",
					builder.clone().defaultStatusHandler((status) -> status.value() == 404, (request, response) -> {
						throw new Handled("handled");
					}).build());
			this.web = web.baseUrl(url).apply(WebClientProblems.of("inventory")).build();
			this.stock = stock;
			this.webStock = webStock;
		}

		@Bean
		static RestClientHttpServiceGroupConfigurer handlers() {
			return (groups) -> groups.filterByName("stock")
				.forEachClient((group, builder) -> builder.defaultStatusHandler((status) -> status.value() == 418,
						(request, response) -> {
							throw new Handled("handled by the group");
						}));
		}

		@Bean
		static ProblemMappingsCustomizer rows() {
			return (mappings) -> mappings.map(HttpClientErrorException.class,
					(exception) -> (exception.getStatusCode().value() == 413) ? Problem.of(507, "OF_APPLICATION")
							: null);
		}

		@Bean
		static ProblemClient stockClient() {
			return ProblemClient.builder("stock").exceptions(Moved.class).build();
		}

		@GetMapping("/call/{client}")
		String call(@PathVariable String client, @RequestParam String path) {
			try {
				return switch (client) {
					case "web" -> this.web.get().uri(path).retrieve().bodyToMono(String.class).block();
					case "group" -> path.equals("/echo") ? this.stock.echo()
							: this.stock.fail(path.split("/")[2], path.split("/")[3]);
					case "web-group" -> path.equals("/echo") ? this.webStock.echo().block()
							: this.webStock.fail(path.split("/")[2], path.split("/")[3]);
					default -> this.clients.get(client).get().uri(path).retrieve().body(String.class);
				};
			}
			catch (Reserved ex) {
				return "reserved: " + ex.getMessage().replaceAll(".*", "");
			}
			catch (Moved ex) {
				return "moved: " + ex.service();
			}
			catch (Handled ex) {
				return ex.getMessage();
			}
			catch (WebClientResponseException.NotFound ex) {
				return "not found later, " + UpstreamProblem.of(ex).code();
			}
			catch (HttpClientErrorException.NotFound ex) {
				if (client.equals("off")) {
					return ex.getMessage();
				}
				return "not found, " + UpstreamProblem.of(ex).code();
			}
			catch (UpstreamClientErrorException | UpstreamWebClientException ex) {
				UpstreamFailure failure = (UpstreamFailure) ex;
				if (failure.problem().status() != 404) {
					throw ex;
				}
				return "own, " + failure.problem().code();
			}
		}

		/** Thrown by status handlers of the application. */
		private static final class Handled extends RuntimeException {

			private static final long serialVersionUID = 1L;

			Handled(String message) {
				super(message);
			}

		}

	}

}
