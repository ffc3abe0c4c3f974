package dev.mishap.internal.reactive;

import java.nio.charset.StandardCharsets;

import dev.mishap.ProblemBody;
import dev.mishap.internal.ProblemAnswer.Send;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

/**
 * Error pages of the application, made by Boot's own handler and for the status that was
 * found, on a response that leads nowhere. Templates are read from files: so they are
 * made on threads that may wait.
 */
public final class ErrorPages {

	/** What Boot writes where an application has no page. */
	private static final String NO_PAGE = "<h1>Whitelabel Error Page</h1>";

	private final WebExceptionHandler handler;

	/**
	 * Creates the pages.
	 * @param handler Boot's handler of errors
	 */
	public ErrorPages(WebExceptionHandler handler) {
		this.handler = handler;
	}

	/** Returns an answer with the application's page in it, if there is one. */
	Mono<Send> pageInstead(Send send, ServerWebExchange exchange) {
		DetachedResponse response = new DetachedResponse();
		ResponseStatusException status = new ResponseStatusException(HttpStatusCode.valueOf(send.status()));
		return Mono.defer(() -> this.handler.handle(response.in(exchange), status))
			.subscribeOn(Schedulers.boundedElastic())
			.then(Mono.fromSupplier(() -> page(send, response)))
			.onErrorReturn(send);
	}

	private static Send page(Send send, DetachedResponse response) {
		byte[] content = response.content();
		MediaType type = response.getHeaders().getContentType();
		boolean made = content.length > 0 && type != null
				&& !new String(content, StandardCharsets.UTF_8).contains(NO_PAGE);
		return made ? new Send(send.status(), send.set(), send.remove(), new ProblemBody(String.valueOf(type), content))
				: send;
	}

}
