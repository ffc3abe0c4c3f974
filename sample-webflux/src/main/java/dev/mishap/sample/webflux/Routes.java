package dev.mishap.sample.webflux;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;

import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Functional routes: a secured one, and one that asks another service. What that one
 * answers is never passed on as our own.
 */
@Configuration(proxyBeanMethods = false)
class Routes {

	private final WebClient other;

	Routes(WebClient.Builder builder) {
		this.other = builder.build();
	}

	@Bean
	RouterFunction<ServerResponse> functions() {
		return RouterFunctions.route()
			.GET("/v1/account", (request) -> ServerResponse.ok().bodyValue(Map.of("user", "demo")))
			.GET("/v1/admin", (request) -> ServerResponse.ok().bodyValue(Map.of("user", "admin")))
			.GET("/v1/explanations/{mood}", this::explain)
			// the other service, in the same process so that the sample needs nothing
			// beside it
			.GET("/other/{mood}", (request) -> other(request.pathVariable("mood")))
			.build();
	}

	private Mono<ServerResponse> explain(ServerRequest request) {
		InetSocketAddress local = Objects.requireNonNull(request.exchange().getRequest().getLocalAddress());
		return this.other.get()
			.uri("http://localhost:{port}/other/{mood}", local.getPort(), request.pathVariable("mood"))
			.retrieve()
			.bodyToMono(String.class)
			.flatMap((answer) -> ServerResponse.ok().bodyValue(answer));
	}

	private static Mono<ServerResponse> other(String mood) {
		return switch (mood) {
			case "busy" -> ServerResponse.status(HttpStatus.SERVICE_UNAVAILABLE).header("Retry-After", "7").build();
			case "broken" -> ServerResponse.status(HttpStatus.INTERNAL_SERVER_ERROR).bodyValue("secret of the other");
			case "picky" -> ServerResponse.status(HttpStatus.UNAUTHORIZED).build();
			default -> ServerResponse.ok().bodyValue("because of the word \"good\"");
		};
	}

}
