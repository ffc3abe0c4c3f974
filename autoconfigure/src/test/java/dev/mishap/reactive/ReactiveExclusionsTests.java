package dev.mishap.reactive;

import java.util.List;

import dev.mishap.autoconfigure.reactive.ProblemReactiveAutoConfiguration;
import dev.mishap.autoconfigure.reactive.ProblemReactiveContainerAutoConfiguration;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** What is excluded answers as it does without the library, and the rest goes on. */
class ReactiveExclusionsTests {

	@ParameterizedTest
	@ValueSource(classes = { ProblemReactiveAutoConfiguration.class, ProblemReactiveContainerAutoConfiguration.class })
	void excludedPartAnswersLikeStockBoot(Class<?> excluded) {
		boolean container = excluded == ProblemReactiveContainerAutoConfiguration.class;
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Shop.class)
			.web(WebApplicationType.REACTIVE)
			.properties("server.port=0", ReactiveApplication.NO_SECURITY + "," + excluded.getName())
			.run();
		try {
			RawHttp http = new RawHttp(
					context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			assertThat(http.send("GET", "/ok").body()).isEqualTo("ok");
			Answer noRoute = http.send("GET", "/nowhere");
			assertThat(noRoute.status()).isEqualTo(404);
			assertThat(noRoute.header("Content-Type"))
				.isEqualTo(container ? "application/problem+json" : "application/json");
			Answer malformed = http.raw("GET /ok HTTP/1.1\r\nHost: a\r\nbad name: 1\r\n\r\n");
			assertThat(malformed.status()).isEqualTo(400);
			assertThat(malformed.headers().get("Content-Type"))
				.isEqualTo(container ? null : List.of("application/problem+json"));
		}
		finally {
			SpringApplication.exit(context);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Shop {

		@Bean
		RouterFunction<ServerResponse> routes() {
			return RouterFunctions.route().GET("/ok", (request) -> ServerResponse.ok().bodyValue("ok")).build();
		}

	}

}
