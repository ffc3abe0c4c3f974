package dev.mishap.reactive;

import java.util.List;
import java.util.stream.Stream;

import dev.mishap.autoconfigure.reactive.ProblemReactiveAutoConfiguration;
import dev.mishap.autoconfigure.reactive.ProblemReactiveContainerAutoConfiguration;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** What is excluded answers as it does without the library, and the rest goes on. */
class ReactiveExclusionsTests {

	@BeforeAll
	static void forbidBlocking() {
		ReactiveApplication.forbidBlocking();
	}

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
			Answer ownWords = http.send("GET", "/own-words");
			assertThat(ownWords.status()).isEqualTo(409);
			assertThat(ownWords.body()).isEqualTo("own");
			Answer bodiless = http.send("GET", "/bodiless");
			assertThat(bodiless.status()).isEqualTo(409);
			assertThat(bodiless.content().length > 0).isEqualTo(container);
			Answer noUri = http.raw("GET /a|b HTTP/1.1\r\nHost: a\r\n\r\n");
			assertThat(noUri.status()).isEqualTo(400);
			Answer malformed = http.raw("GET /ok HTTP/1.1\r\nHost: a\r\nbad name: 1\r\n\r\n");
			assertThat(malformed.status()).isEqualTo(400);
			assertThat(malformed.headers().get("Content-Type"))
				.isEqualTo(container ? null : List.of("application/problem+json"));
		}
		finally {
			SpringApplication.exit(context);
		}
	}

	/**
	 * An application's generator gives the configurations of libraries other names, too.
	 */
	@Test
	void applicationMayNameItsBeansOtherwise() {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Shop.class)
			.web(WebApplicationType.REACTIVE)
			.beanNameGenerator((definition, registry) -> "own " + definition.getBeanClassName())
			.properties("server.port=0", ReactiveApplication.NO_SECURITY)
			.run();
		try {
			RawHttp http = new RawHttp(
					context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			ProblemAssert.assertThat(http.send("GET", "/nowhere")).isProblem(404, "NOT_FOUND");
			Answer malformed = http.raw("GET /ok HTTP/1.1\r\nHost: a\r\nbad name: 1\r\n\r\n");
			assertThat(malformed.header("Content-Type")).isEqualTo("application/problem+json");
		}
		finally {
			SpringApplication.exit(context);
		}
	}

	@ParameterizedTest
	@MethodSource("ofLibrary")
	void eachCanBeExcludedAlone(String excluded) {
		Class<?>[] rest = ofLibrary().filter((name) -> !name.equals(excluded))
			.map((name) -> ClassUtils.resolveClassName(name, null))
			.toArray(Class<?>[]::new);
		new ReactiveWebApplicationContextRunner().withConfiguration(AutoConfigurations.of(rest))
			.withConfiguration(AutoConfigurations.of(HttpHandlerAutoConfiguration.class, WebFluxAutoConfiguration.class,
					ErrorWebFluxAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	static Stream<String> ofLibrary() {
		return ImportCandidates.load(AutoConfiguration.class, ReactiveExclusionsTests.class.getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("dev.mishap."));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Shop {

		@Bean
		RouterFunction<ServerResponse> routes() {
			return RouterFunctions.route()
				.GET("/ok", (request) -> ServerResponse.ok().bodyValue("ok"))
				.GET("/own-words", (request) -> ServerResponse.status(409).bodyValue("own"))
				.GET("/bodiless", (request) -> ServerResponse.status(409).build())
				.build();
		}

	}

}
