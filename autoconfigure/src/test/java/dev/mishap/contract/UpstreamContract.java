package dev.mishap.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** With a service on the loopback that answers wrongly, slowly, or not at all. */
@ExtendWith(OutputCaptureExtension.class)
abstract class UpstreamContract extends Contract {

	private static final String[] LEAKS = { "127.0.0.1", "localhost", "http:", "upstream-body", "nowhere" };

	@ParameterizedTest
	@CsvSource({ "rest,400", "rest,401", "rest,403", "rest,404", "rest,409", "rest,429", "rest,500", "rest,503",
			"rest,599", "template,401", "template,500", "interface,404", "interface,503", "web,401", "web,404",
			"web,500" })
	void anErrorOfAnotherServiceIsNotOurs(String client, int status) {
		assertThat(get("/" + client + "/status-" + status)).isProblem(502, "UPSTREAM_FAILED")
			.hasNoHeader("WWW-Authenticate")
			.leaksNothing(LEAKS);
	}

	@ParameterizedTest
	@CsvSource({ "rest,429", "rest,503", "template,503", "interface,429", "web,503", "web,429" })
	void aTimeToWaitIsPassedOn(String client, int status) {
		assertThat(get("/" + client + "/retry-" + status)).isProblem(503, "UPSTREAM_UNAVAILABLE")
			.hasHeader("Retry-After", "7")
			.leaksNothing(LEAKS);
	}

	/** Nobody was called: the exception is a way to say a status. */
	@ParameterizedTest
	@CsvSource({ "rest,404,NOT_FOUND", "rest,409,CONFLICT", "rest,503,SERVICE_UNAVAILABLE", "rest,500,INTERNAL_ERROR",
			"web,404,NOT_FOUND", "web,410,GONE", "web,500,INTERNAL_ERROR" })
	void anExceptionThatOurOwnCodeHasMadeIsAboutUs(String client, int status, String code) {
		assertThat(get("/by-hand/" + client + "/" + status)).isProblem(status, code).leaksNothing(LEAKS);
	}

	@Test
	void timeToWaitOfAnotherServiceHasALimit() {
		assertThat(get("/rest/years-503")).isProblem(503, "UPSTREAM_UNAVAILABLE").hasHeader("Retry-After", "604800");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rest", "template", "interface", "web" })
	void anAnswerThatCannotBeReadIsNotTheCallersFault(String client) {
		for (String how : new String[] { "garbage", "html", "truncated" }) {
			assertThat(get("/" + client + "/" + how)).isProblem(502, "UPSTREAM_FAILED").leaksNothing(LEAKS);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "rest", "simple", "template", "interface", "web" })
	void anAnswerThatDoesNotComeInTimeIsATimeout(String client) {
		assertThat(get("/" + client + "/slow")).isProblem(504, "UPSTREAM_TIMED_OUT").leaksNothing(LEAKS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/rest/refused", "/simple/refused", "/web/refused", "/rest/unknown-host",
			"/simple/unknown-host", "/web/unknown-host" })
	void aServiceThatCannotBeReachedIsUnavailable(String path) {
		assertThat(get(path)).isProblem(503, "UPSTREAM_UNAVAILABLE").hasHeader("Retry-After", "11").leaksNothing(LEAKS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rest", "web" })
	void whatTheOtherServiceSaidIsInTheLog(String client, CapturedOutput output) {
		get("/" + client + "/garbage");
		get("/" + client + "/status-500");
		assertThat(output).contains("502 UPSTREAM_FAILED", "500 Internal Server Error")
			.doesNotContain("cannot be logged");
	}

	/** Something to read. */
	record Thing(String name) {

	}

	/** The service as an HTTP interface. */
	interface Things {

		@GetExchange("/{how}")
		Thing thing(@PathVariable String how);

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Controller.class)
	static class Beans {

		@Bean(destroyMethod = "close")
		Upstream upstream() throws IOException {
			return new Upstream();
		}

	}

	/** The other service, and a port at which there is none. */
	static final class Upstream implements AutoCloseable {

		/** Bound but not listening, so that nobody else gets the port. */
		private final Socket reserved = new Socket();

		private final HttpServer server;

		private final ExecutorService executor = Executors.newCachedThreadPool();

		Upstream() throws IOException {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			this.server.setExecutor(this.executor);
			this.server.createContext("/", this::answer);
			this.server.start();
			this.reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		}

		String url() {
			return "http://127.0.0.1:" + this.server.getAddress().getPort();
		}

		String refusedUrl() {
			return "http://127.0.0.1:" + this.reserved.getLocalPort();
		}

		private void answer(HttpExchange exchange) throws IOException {
			String how = exchange.getRequestURI().getPath().substring(1);
			byte[] body = "{\"name\":\"upstream-body".getBytes(StandardCharsets.UTF_8);
			int status = 200;
			String type = "application/json";
			if (how.startsWith("status-")) {
				status = Integer.parseInt(how.substring(7));
				exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"upstream-body\"");
			}
			if (how.startsWith("retry-")) {
				status = Integer.parseInt(how.substring(6));
				exchange.getResponseHeaders().add("Retry-After", "7");
			}
			if (how.startsWith("years-")) {
				status = Integer.parseInt(how.substring(6));
				exchange.getResponseHeaders().add("Retry-After", "999999999999");
			}
			if (how.equals("html")) {
				type = "text/html";
			}
			if (how.equals("slow")) {
				sleep();
			}
			exchange.getResponseHeaders().add("Content-Type", type);
			exchange.sendResponseHeaders(status, how.equals("truncated") ? body.length + 10 : body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		}

		private static void sleep() {
			try {
				TimeUnit.SECONDS.sleep(60);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		public void close() throws IOException {
			this.reserved.close();
			this.server.stop(0);
			this.executor.shutdownNow();
		}

	}

	@Blocks
	@RestController
	static class Controller {

		private final String url;

		private final String refused;

		private final Clients patient;

		private final Clients impatient;

		Controller(Upstream upstream) {
			this.url = upstream.url();
			this.refused = upstream.refusedUrl();
			this.patient = Clients.of(this.url, Duration.ofSeconds(60));
			this.impatient = Clients.of(this.url, Duration.ofMillis(200));
		}

		private Clients clients(String how) {
			return how.equals("slow") ? this.impatient : this.patient;
		}

		private String url(String how) {
			return switch (how) {
				case "refused" -> this.refused;
				case "unknown-host" -> "http://nowhere.invalid/";
				default -> this.url + "/" + how;
			};
		}

		@GetMapping("/rest/{how}")
		Thing rest(@PathVariable String how) {
			return clients(how).rest().get().uri(url(how)).retrieve().body(Thing.class);
		}

		@GetMapping("/simple/{how}")
		Thing simple(@PathVariable String how) {
			return clients(how).simple().get().uri(url(how)).retrieve().body(Thing.class);
		}

		@GetMapping("/template/{how}")
		Thing template(@PathVariable String how) {
			return clients(how).template().getForObject(url(how), Thing.class);
		}

		@GetMapping("/interface/{how}")
		Thing service(@PathVariable String how) {
			return clients(how).things().thing(how);
		}

		@GetMapping("/by-hand/rest/{status}")
		Thing byHandOfRestClient(@PathVariable int status) {
			HttpStatus known = HttpStatus.valueOf(status);
			throw known.is4xxClientError() ? new HttpClientErrorException(known) : new HttpServerErrorException(known);
		}

		@GetMapping("/by-hand/web/{status}")
		Thing byHandOfWebClient(@PathVariable int status) {
			throw new WebClientResponseException(status, "upstream-body", null, null, null);
		}

		@GetMapping("/web/{how}")
		Thing web(@PathVariable String how) {
			return clients(how).web().get().uri(url(how)).retrieve().bodyToMono(Thing.class).block();
		}

	}

	/** All clients that Spring has, on two HTTP libraries. */
	record Clients(RestClient rest, RestClient simple, RestTemplate template, Things things, WebClient web) {

		static Clients of(String url, Duration patience) {
			JdkClientHttpRequestFactory jdk = new JdkClientHttpRequestFactory();
			jdk.setReadTimeout(patience);
			SimpleClientHttpRequestFactory simple = new SimpleClientHttpRequestFactory();
			simple.setReadTimeout(patience);
			RestClient based = RestClient.builder().requestFactory(jdk).baseUrl(url).build();
			JdkClientHttpConnector connector = new JdkClientHttpConnector();
			connector.setReadTimeout(patience);
			return new Clients(RestClient.builder().requestFactory(jdk).build(),
					RestClient.builder().requestFactory(simple).build(), new RestTemplate(jdk),
					HttpServiceProxyFactory.builderFor(RestClientAdapter.create(based))
						.build()
						.createClient(Things.class),
					WebClient.builder().clientConnector(connector).build());
		}

	}

}
