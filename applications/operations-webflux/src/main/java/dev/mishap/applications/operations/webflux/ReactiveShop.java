package dev.mishap.applications.operations.webflux;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemListener;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import org.springdoc.core.annotations.RouterOperation;
import org.springdoc.core.annotations.RouterOperations;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;

@SpringBootApplication
class ReactiveShop {

	public static void main(String[] arguments) {
		SpringApplication.run(ReactiveShop.class, arguments);
	}

	@Bean
	SecurityWebFilterChain security(ServerHttpSecurity http) {
		return http
			.authorizeExchange((exchanges) -> exchanges.pathMatchers("/accounts")
				.authenticated()
				.pathMatchers("/vault")
				.hasRole("KEEPER")
				.anyExchange()
				.permitAll())
			.csrf((csrf) -> csrf.disable())
			.httpBasic(Customizer.withDefaults())
			.build();
	}

	/** A filter that throws, one that signals and one that refuses. */
	@Bean
	@Order(0)
	WebFilter gate() {
		return (exchange, chain) -> switch (exchange.getRequest().getPath().value()) {
			case "/gate/lost" -> throw new OrderLostException();
			case "/gate/signal" -> Mono.error(new OrderLostException());
			case "/gate/closed" -> {
				exchange.getResponse().setStatusCode(HttpStatus.GONE);
				yield Mono.empty();
			}
			case "/gate/complete" -> {
				exchange.getResponse().setStatusCode(HttpStatus.GONE);
				yield exchange.getResponse().setComplete();
			}
			default -> chain.filter(exchange);
		};
	}

	@RouterOperations({
			@RouterOperation(path = "/functions/text", method = RequestMethod.POST,
					operation = @Operation(operationId = "text",
							requestBody = @RequestBody(content = @Content(schema = @Schema(type = "string"))))),
			@RouterOperation(path = "/functions/gone", method = RequestMethod.GET,
					operation = @Operation(operationId = "gone", security = @SecurityRequirement(name = "basic"))) })
	@Bean
	RouterFunction<ServerResponse> functions() {
		return RouterFunctions.route()
			.GET("/functions/sold", (request) -> Mono.error(new SoldOutException()))
			.GET("/functions/gone", (request) -> ServerResponse.status(HttpStatus.GONE).build())
			.POST("/functions/text",
					(request) -> request.bodyToMono(String.class)
						.flatMap((text) -> ServerResponse.ok().bodyValue(text.length() + "")))
			.build();
	}

	@Bean
	Heard heard() {
		return new Heard();
	}

	/** Keeps what listeners are told. */
	static final class Heard implements ProblemListener {

		private final List<String> lines = new CopyOnWriteArrayList<>();

		@Override
		public void answered(Problem problem, ProblemContext context) {
			Throwable exception = context.exception();
			this.lines.add(problem.status() + " " + problem.code() + " " + context.request().path() + " "
					+ ((exception != null) ? exception.getClass().getSimpleName() : "-"));
		}

		@Override
		public void cut(@Nullable Throwable exception, ProblemContext context) {
			this.lines.add("cut " + context.request().path());
		}

		List<String> lines() {
			return this.lines;
		}

	}

}
