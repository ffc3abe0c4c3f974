package dev.mishap.reactive;

import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;

import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import dev.mishap.testing.TestTemplates;
import dev.mishap.testing.Without;
import org.jspecify.annotations.Nullable;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.result.view.View;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/** Error pages of a reactive application that has templates. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(classes = ReactivePagesTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", Without.TRACE_BUDGET,
				ReactiveApplication.NO_SECURITY, "spring.webflux.base-path=/shop",
				"spring.web.resources.static-locations=classpath:/reactive-static/",
				"spring.web.error.include-message=always", "server.error.include-message=always",
				TestTemplates.KEY + "=error/error,error/423,error/410,error/411" })
class ReactivePagesTests {

	private static final String BROWSER = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	static {
		ReactiveApplication.forbidBlocking();
	}

	@LocalServerPort
	private int port;

	private Answer browser(String target) {
		return new RawHttp(this.port).send("GET", target, BROWSER);
	}

	@ParameterizedTest
	@CsvSource({ "/shop/throws/418,418,I'm a teapot,UNUSED_STATUS,Told",
			"/shop/sold-out,409,Conflict,SOLD_OUT,Only for pages",
			"/shop/broken,500,Internal Server Error,INTERNAL_ERROR,Oh no",
			"/shop/filter/throws,402,Payment Required,PAYMENT_REQUIRED,''",
			"/shop/filter/bodiless,499,Http Status 499,BAD_REQUEST,''" })
	void viewForEverythingIsUsedFromEveryDoor(String target, int status, String error, String code, String message) {
		Answer answer = browser(target);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(answer.body()).isEqualTo("<p>"
				+ List.of(status, error, target, message, true, code, String.valueOf(answer.header("X-Request-Id")))
				+ "</p>");
	}

	@Test
	void viewForEverythingIsUsedForWhatIsNotThere() {
		assertThat(browser("/shop/nowhere").body()).startsWith("<p>[404, Not Found, /shop/nowhere, ");
	}

	@Test
	void specialViewComesFirst() {
		assertThat(browser("/shop/throws/423").body()).isEqualTo("<p>locked</p>");
	}

	@Test
	void errorIsLoggedOnce(CapturedOutput output) {
		String requestId = browser("/shop/broken").header("X-Request-Id");
		assertThat(output.getAll().lines().distinct())
			.filteredOn((line) -> line.contains("ERROR") && line.contains("[" + requestId + "]"))
			.singleElement(InstanceOfAssertFactories.STRING)
			.endsWith("500 INTERNAL_ERROR: GET /shop/broken");
	}

	/** One that fails half-way, and one with what Reactor holds for fatal. */
	@ParameterizedTest
	@ValueSource(ints = { 410, 411 })
	void viewThatFailsIsReplacedByThePageOfTheLibrary(int status, CapturedOutput output) {
		for (int i = 0; i < 2; i++) {
			Answer answer = browser("/shop/throws/" + status);
			assertThat(answer.status()).isEqualTo(status);
			assertThat(answer.whole()).isTrue();
			assertThat(answer.body())
				.contains("<span class=\"status\">" + status + "</span>", "<a href=\"/shop/\">To the start page</a>")
				.doesNotContain("half");
		}
		assertThat(output.getAll().lines().distinct())
			.filteredOn((line) -> line.contains("ERROR")
					&& line.contains("The page of the application for " + status + " failed"))
			.hasSize(1);
	}

	@Test
	void programGetsAProblem() {
		ProblemAssert.assertThat(new RawHttp(this.port).send("GET", "/shop/sold-out")).isProblem(409, "SOLD_OUT");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Pages.class)
	static class Application {

		@Bean
		ViewResolver views() {
			return (name, locale) -> name.startsWith("error/") ? Mono.just(new TextView(name)) : Mono.empty();
		}

		@Bean
		ProblemMappingsCustomizer soldOut() {
			return (mappings) -> mappings.map(SoldOutException.class, 409, "SOLD_OUT");
		}

		@Bean
		WebFilter filter() {
			return (exchange, chain) -> switch (exchange.getRequest().getPath().pathWithinApplication().value()) {
				case "/filter/throws" -> Mono.error(new ResponseStatusException(HttpStatus.PAYMENT_REQUIRED));
				case "/filter/bodiless" -> {
					exchange.getResponse().setRawStatusCode(499);
					yield exchange.getResponse().setComplete();
				}
				default -> chain.filter(exchange);
			};
		}

	}

	@RestController
	static class Pages {

		@GetMapping("/throws/{status}")
		void refuse(@PathVariable int status) {
			throw new ResponseStatusException(HttpStatus.valueOf(status), "Told");
		}

		@GetMapping("/sold-out")
		Mono<String> soldOut() {
			return Mono.error(new SoldOutException());
		}

		@GetMapping("/broken")
		void broken() {
			throw new IllegalStateException("Oh no");
		}

	}

	/** Its status is not the one that Boot's own attributes would say. */
	private static final class SoldOutException extends RuntimeException {

		@Serial
		private static final long serialVersionUID = 1;

		SoldOutException() {
			super("Only for pages");
		}

	}

	/** What a template engine would be. */
	private record TextView(String name) implements View {

		@Override
		public List<MediaType> getSupportedMediaTypes() {
			return List.of(MediaType.TEXT_HTML);
		}

		@Override
		public Mono<Void> render(@Nullable Map<String, ?> model, @Nullable MediaType type, ServerWebExchange exchange) {
			return switch (this.name) {
				case "error/423" -> write("<p>locked</p>", exchange);
				case "error/410" ->
					write("<p>half", exchange).then(Mono.error(new IllegalStateException("the template is broken")));
				case "error/411" -> throw new NoClassDefFoundError("gone");
				default -> write("<p>" + values(model) + "</p>", exchange);
			};
		}

		private static List<Object> values(@Nullable Map<String, ?> model) {
			assertThat(model).isNotNull();
			return List.of(model.get("status"), model.get("error"), model.get("path"), model.get("message"),
					model.get("timestamp") instanceof Date, model.get("code"), model.get("request_id"));
		}

		private static Mono<Void> write(String text, ServerWebExchange exchange) {
			return exchange.getResponse()
				.writeWith(Mono.fromSupplier(
						() -> exchange.getResponse().bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8))));
		}

	}

}
