package dev.mishap.operations;

import dev.mishap.testing.Without;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

@SpringBootTest(classes = BrokenPartsTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY, "mishap.body.trace-id=true" })
class BrokenPartsTests extends BrokenPartsContract {

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
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
						(deep) -> deep.GET("/**", (request) -> ServerResponse.ok().body("x")))
				.route(quiet.and(RequestPredicates.GET("/quiet")), (request) -> ServerResponse.ok().body("x"))
				.GET("/known", (request) -> ServerResponse.ok().body("x"))
				.build();
		}

	}

}
