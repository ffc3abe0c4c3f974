package dev.mishap.internal.reactive;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

/**
 * Answers what filters and handlers fail with, in the place of Boot's own handler, so
 * that handlers of the application which come before that one come before this one too.
 */
public final class ProblemWebExceptionHandler implements ErrorWebExceptionHandler {

	private final ReactiveAnswers answers;

	private final @Nullable WebExceptionHandler replaced;

	/**
	 * Creates the handler.
	 * @param answers the answers
	 * @param replaced who answers errors that are not ours to answer, or {@code null} for
	 * whoever comes next
	 */
	public ProblemWebExceptionHandler(ReactiveAnswers answers, @Nullable WebExceptionHandler replaced) {
		this.answers = answers;
		this.replaced = replaced;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable exception) {
		ReactiveState state = ReactiveState.of(ReactiveState.requestState(exchange));
		if (state.isAskedInside()) {
			// what has failed is the answer
			return Mono.error(exception);
		}
		if (state.isLeftAlone()) {
			return (this.replaced != null) ? this.replaced.handle(exchange, exception) : Mono.error(exception);
		}
		return this.answers.answer(exception, exchange);
	}

}
