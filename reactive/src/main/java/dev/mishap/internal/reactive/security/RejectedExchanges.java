package dev.mishap.internal.reactive.security;

import java.util.Arrays;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers what the firewall rejects, at the door or when the application reads it. A
 * method that nobody here knows or takes is no fault of the request's form (RFC 9110,
 * sections 15.6.2 and 15.5.6).
 */
public final class RejectedExchanges implements ServerExchangeRejectedHandler {

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException exception) {
		return Mono.fromRunnable(() -> {
			WitnessedChains.remember(exchange, exception);
			exchange.getResponse().setStatusCode(status(exchange.getRequest().getMethod()));
		});
	}

	private static HttpStatus status(HttpMethod method) {
		if (method.equals(HttpMethod.TRACE)) {
			return HttpStatus.METHOD_NOT_ALLOWED;
		}
		return Arrays.asList(HttpMethod.values()).contains(method) ? HttpStatus.BAD_REQUEST
				: HttpStatus.NOT_IMPLEMENTED;
	}

}
