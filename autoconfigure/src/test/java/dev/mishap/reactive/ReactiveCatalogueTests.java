package dev.mishap.reactive;

import dev.mishap.ProblemCustomizer;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.catalogue.CatalogueContract;
import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/** The same pages in a reactive application, whose event loop does not wait for them. */
@SpringBootTest(classes = ReactiveCatalogueTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", ReactiveApplication.NO_SECURITY,
				CatalogueContract.ENABLED, CatalogueContract.WORDS, "spring.webflux.base-path=/shop" })
class ReactiveCatalogueTests extends CatalogueContract {

	@LocalServerPort
	private int port;

	@BeforeAll
	static void forbidBlocking() {
		ReactiveApplication.forbidBlocking();
	}

	@Test
	void pageHasItsLengthAndHeadHasThatOfThePage() {
		RawHttp http = new RawHttp(this.port);
		RawHttp.Answer page = http.send("GET", "/shop/problems/not-found");
		assertThat(page.header("Content-Length")).isEqualTo(String.valueOf(page.content().length));
		assertThat(http.send("HEAD", "/shop/problems/not-found").header("Content-Length"))
			.isEqualTo(page.header("Content-Length"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Problems.class)
	static class Application {

		/** Examples can do without what it adds. */
		@Bean
		ProblemCustomizer demanding() {
			return (problem, context) -> {
				if (context.request().door() != Door.CONTAINER) {
					context.request().unwrap(ServerWebExchange.class).getRequest();
				}
				return problem;
			};
		}

	}

}
