package dev.mishap.reactive;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebExceptionHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application without filters, where the library would answer right at the handler,
 * has an exception handler that comes before the library's.
 */
class ReactiveHandlerOrderTests {

	private static ConfigurableApplicationContext context;

	private static RawHttp http;

	@BeforeAll
	static void start() {
		context = new SpringApplicationBuilder(House.class).web(WebApplicationType.REACTIVE)
			.properties("server.port=0", ReactiveApplication.NO_SECURITY)
			.run();
		http = new RawHttp(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	@AfterAll
	static void stop() {
		SpringApplication.exit(context);
	}

	@Test
	void handlerOfTheApplicationIsAskedFirst() {
		RawHttp.Answer answer = http.send("GET", "/closed");
		assertThat(answer.status()).isEqualTo(410);
		assertThat(answer.header("X-Answered-By")).isEqualTo("house");
	}

	@Test
	void libraryAnswersWhatThatHandlerLeaves() {
		RawHttp.Answer answer = http.send("GET", "/broken");
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Rooms.class)
	static class House {

		@Bean
		@Order(-2)
		WebExceptionHandler ofHouse() {
			return (exchange, exception) -> {
				if (!(exception instanceof UnsupportedOperationException)) {
					return Mono.error(exception);
				}
				exchange.getResponse().setStatusCode(HttpStatus.GONE);
				exchange.getResponse().getHeaders().set("X-Answered-By", "house");
				return exchange.getResponse().setComplete();
			};
		}

	}

	@RestController
	static class Rooms {

		@GetMapping("/closed")
		Mono<String> closed() {
			return Mono.error(new UnsupportedOperationException("closed"));
		}

		@GetMapping("/broken")
		Mono<String> broken() {
			return Mono.error(new IllegalStateException("broken"));
		}

	}

}
