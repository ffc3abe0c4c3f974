package dev.mishap.client.test;

import dev.mishap.Problem;
import dev.mishap.client.UpstreamAnswer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.server.WebHandler;

/**
 * Answers for {@code WebClient} and {@code WebTestClient}:
 * {@code WebTestClient.bindToWebHandler(answeringWith(Problem.of(404)))} and
 * {@code WebClient.builder().exchangeFunction(exchangeWith(…))}.
 *
 * @since 0.1.0
 */
public final class WebProblemResponses {

	private WebProblemResponses() {
	}

	/**
	 * Returns a server that answers everything with a problem.
	 * @param problem the problem
	 */
	public static WebHandler answeringWith(Problem problem) {
		UpstreamAnswer answer = UpstreamAnswer.of("test", problem);
		return (exchange) -> {
			ServerHttpResponse response = exchange.getResponse();
			response.setStatusCode(answer.status());
			response.getHeaders().putAll(answer.headers());
			return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.body())));
		};
	}

	/**
	 * Returns what stands for a server below a {@code WebClient}, which answers
	 * everything with a problem.
	 * @param problem the problem
	 */
	public static ExchangeFunction exchangeWith(Problem problem) {
		UpstreamAnswer answer = UpstreamAnswer.of("test", problem);
		return (request) -> Mono
			.fromSupplier(() -> ClientResponse.create(answer.status(), ExchangeStrategies.withDefaults())
				.headers((headers) -> headers.putAll(answer.headers()))
				.body(Flux.<DataBuffer>just(DefaultDataBufferFactory.sharedInstance.wrap(answer.body())))
				.build());
	}

}
