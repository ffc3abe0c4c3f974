package dev.mishap.internal.reactive;

import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.RequestIds;
import dev.mishap.internal.RequestState;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Outermost of all that is WebFlux's, around every filter. It gives the request its ID,
 * answers what is thrown past everybody else, and fills error statuses that nobody has
 * given a body, those included that WebFlux refuses requests with before any filter.
 */
public final class ProblemHttpHandler implements HttpHandler {

	private final HttpHandler handler;

	private final ReactiveAnswers answers;

	/**
	 * Creates the handler.
	 * @param handler the handler of all that is inside
	 * @param answers the answers
	 */
	public ProblemHttpHandler(HttpHandler handler, ReactiveAnswers answers) {
		this.handler = handler;
		this.answers = answers;
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		if (ProblemResponse.in(response) != null) {
			return this.handler.handle(request, response);
		}
		RequestState state = new RequestState();
		ReactiveProblemRequest failed = new ReactiveProblemRequest(request, response, state, Door.FILTER);
		String requestId = this.answers.enter(failed);
		ProblemResponse watched = ProblemResponse.around(failed, this.answers);
		ServerHttpRequest read = mayHaveBody(request) ? new ReadRequest(request, ReactiveState.of(state)) : request;
		Mono<Void> handled = new GuardedMono(() -> this.handler.handle(read, watched), requestId,
				(exception) -> this.answers.answerOutermost(exception, failed));
		return handled.contextWrite((context) -> context.put(RequestIds.Accessor.KEY, requestId));
	}

	private static boolean mayHaveBody(ServerHttpRequest request) {
		HttpHeaders headers = request.getHeaders();
		String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
		if (length != null) {
			return !length.equals("0");
		}
		HttpMethod method = request.getMethod();
		return headers.containsHeader(HttpHeaders.TRANSFER_ENCODING)
				|| (method != HttpMethod.GET && method != HttpMethod.HEAD);
	}

}
