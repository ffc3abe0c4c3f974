package dev.mishap.contract;

import java.util.List;
import java.util.Set;

import dev.mishap.reactive.ReactiveApplication;
import dev.mishap.validation.ReactiveInput;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.WebFilter;

/** What the application needs other types for on WebFlux than on Spring MVC. */
@Configuration(proxyBeanMethods = false)
@Import({ ReactiveParts.Controller.class, ReactiveInput.class })
class ReactiveParts implements WebFluxConfigurer {

	static {
		ReactiveApplication.forbidBlocking();
	}

	private final ObjectProvider<ErrorResponse.Interceptor> interceptors;

	ReactiveParts(ObjectProvider<ErrorResponse.Interceptor> interceptors) {
		this.interceptors = interceptors;
	}

	@Override
	public void addErrorResponseInterceptors(List<ErrorResponse.Interceptor> interceptors) {
		interceptors.addAll(this.interceptors.orderedStream().toList());
	}

	@Override
	public void configureBlockingExecution(BlockingExecutionConfigurer configurer) {
		configurer.setExecutor(new SimpleAsyncTaskExecutor("blocking-"));
		configurer.setControllerMethodPredicate(
				(method) -> AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Blocks.class));
	}

	@Bean
	RouterFunction<ServerResponse> functions() {
		return RouterFunctions.route()
			.GET("/function", (request) -> ServerResponse.ok().bodyValue("x"))
			.POST("/function", (request) -> ServerResponse.ok().bodyValue("x"))
			.build();
	}

	@Bean
	@Order(10)
	WebFilter failingFilter() {
		return (exchange, chain) -> switch (exchange.getRequest().getPath().value()) {
			case "/filter/throws" -> throw new IllegalStateException("s3cr3t");
			case "/filter/rse" -> Mono.error(new ResponseStatusException(HttpStatus.CONFLICT));
			case "/filter/status" -> {
				exchange.getResponse().setStatusCode(HttpStatus.TOO_MANY_REQUESTS);
				yield Mono.empty();
			}
			default -> chain.filter(exchange);
		};
	}

	@RestController
	static class Controller {

		@GetMapping("/thrown-405")
		String thrown() {
			throw new MethodNotAllowedException(HttpMethod.GET, Set.of());
		}

		@GetMapping("/state-then-thrown/{status}")
		Mono<Void> stateThenThrown(@PathVariable int status, ServerHttpResponse response) {
			response.getHeaders().set("ETag", "\"7\"");
			response.getHeaders().set("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT");
			return Mono.error(new ResponseStatusException(HttpStatus.valueOf(status)));
		}

		@PostMapping({ "/upload", "/small-upload", "/routing-upload" })
		Mono<String> upload(@RequestPart FilePart file) {
			return Mono.just("x");
		}

	}

}
