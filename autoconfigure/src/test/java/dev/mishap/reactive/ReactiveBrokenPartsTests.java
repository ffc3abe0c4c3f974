package dev.mishap.reactive;

import dev.mishap.operations.BrokenPartsContract;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

@SpringBootTest(classes = ReactiveBrokenPartsTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", ReactiveApplication.NO_SECURITY,
				"mishap.body.trace-id=true" })
class ReactiveBrokenPartsTests extends BrokenPartsContract {

	@BeforeAll
	static void forbidBlocking() {
		ReactiveApplication.forbidBlocking();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(BrokenParts.class)
	static class Application {

		@Bean
		RouterFunction<ServerResponse> routes() {
			RequestPredicate quiet = new RequestPredicate() {

				@Override
				public boolean test(ServerRequest request) {
					return true;
				}

				@Override
				public void accept(RequestPredicates.Visitor visitor) {
					// shows nothing of itself
				}

			};
			return RouterFunctions.route()
				.nest(RequestPredicates.path("/deep/**"),
						(deep) -> deep.GET("/**", (request) -> ServerResponse.ok().bodyValue("x")))
				.route(quiet.and(RequestPredicates.GET("/quiet")), (request) -> ServerResponse.ok().bodyValue("x"))
				.GET("/known", (request) -> ServerResponse.ok().bodyValue("x"))
				.build();
		}

	}

}
