package dev.mishap.internal.reactive;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.ProblemWriter;
import dev.mishap.RequestIdMdc;
import dev.mishap.internal.Causes;
import dev.mishap.internal.PathPatterns;
import dev.mishap.internal.PathPatterns.PayloadLimits;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemAnswer.Cut;
import dev.mishap.internal.ProblemAnswer.Rethrow;
import dev.mishap.internal.ProblemAnswer.Send;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.RequestState;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers in a reactive application: asks the {@link ProblemPipeline} and applies what it
 * says, without ever blocking.
 */
public final class ReactiveAnswers {

	private final ProblemPipeline pipeline;

	private final String requestIdField;

	private final boolean fillsBodiless;

	private final PathPatterns excluded;

	private final @Nullable PayloadLimits limits;

	private final String basePath;

	private final ErrorPages pages;

	/**
	 * Creates the answers.
	 * @param pipeline the path of an error to its answer
	 * @param requestIdField the field that has the request ID
	 * @param fillsBodiless whether error statuses without a body get one
	 * @param excluded the paths whose errors somebody else answers
	 * @param limits the largest bodies, or {@code null} for no limit
	 * @param basePath the base path of the application, empty if there is none
	 * @param pages the application's own error pages
	 */
	public ReactiveAnswers(ProblemPipeline pipeline, String requestIdField, boolean fillsBodiless,
			PathPatterns excluded, @Nullable PayloadLimits limits, String basePath, ErrorPages pages) {
		this.pipeline = pipeline;
		this.requestIdField = requestIdField;
		this.fillsBodiless = fillsBodiless;
		this.excluded = excluded;
		this.limits = limits;
		this.basePath = basePath;
		this.pages = pages;
	}

	boolean fillsBodiless() {
		return this.fillsBodiless;
	}

	String requestId(ServerWebExchange exchange) {
		return this.pipeline.requestId(request(exchange));
	}

	/** Prepares a request that has just arrived, and returns its ID. */
	String enter(ReactiveProblemRequest request) {
		String requestId = this.pipeline.requestId(request);
		request.response().getHeaders().set(this.requestIdField, requestId);
		if (this.excluded.match(request.request().getPath().value(), this.basePath)) {
			ReactiveState.of(request.state()).leaveAlone();
		}
		if (this.limits != null) {
			limit(request, this.limits);
		}
		return requestId;
	}

	private void limit(ReactiveProblemRequest request, PayloadLimits limits) {
		DataSize limit = limits.limitOf(request.request().getPath().value(), this.basePath);
		if (limit != null) {
			boolean broken = request.request().getHeaders().getContentLength() > limit.toBytes();
			ReactiveState.of(request.state()).limit(limit, broken);
		}
	}

	/**
	 * Answers what a filter or a handler has failed with.
	 * @param exception the exception, wrapped or not
	 * @param exchange the exchange
	 */
	public Mono<Void> answer(Throwable exception, ServerWebExchange exchange) {
		return answer(exception, request(exchange), (cut) -> Mono.empty());
	}

	private static ReactiveProblemRequest request(ServerWebExchange exchange) {
		RequestState state = ReactiveState.requestState(exchange);
		ProblemResponse watched = ProblemResponse.in(exchange.getResponse());
		ServerHttpResponse response = (watched != null) ? watched.getDelegate() : exchange.getResponse();
		return new ReactiveProblemRequest(exchange.getRequest(), response, state, Door.FILTER);
	}

	/** Answers what nobody else has answered. */
	Mono<Void> answerOutermost(Throwable exception, ReactiveProblemRequest failed) {
		ReactiveState state = ReactiveState.of(failed.state());
		Throwable tooLate = state.tooLate();
		if (tooLate != null) {
			return NativeRequests.cut(failed.response(), tooLate);
		}
		if (state.isLeftAlone()) {
			return Mono.error(exception);
		}
		return answer(exception, failed, (cut) -> NativeRequests.cut(failed.response(), cut));
	}

	private Mono<Void> answer(Throwable exception, ReactiveProblemRequest failed,
			java.util.function.Function<Throwable, Mono<Void>> cutter) {
		ReactiveState state = ReactiveState.of(failed.state());
		Throwable bodyFailure = state.bodyFailure();
		boolean ofBody = bodyFailure != null && Causes.find(exception, (cause) -> cause == bodyFailure) != null;
		if (NativeRequests.isClientGone(exception, failed.response()) || NativeRequests.isRefused(exception)) {
			logging(failed, () -> {
				this.pipeline.clientGone(failed);
				return null;
			});
			return Mono.empty();
		}
		ProblemAnswer answer = logging(failed,
				() -> ofBody && !failed.response().isCommitted()
						? this.pipeline.answerTo(unread(bodyFailure), exception, failed)
						: this.pipeline.answerTo(exception, failed));
		if (answer instanceof Rethrow rethrow) {
			return Mono.error(rethrow.exception());
		}
		if (answer instanceof Cut cut) {
			Throwable tooLate = (cut.exception() != null) ? cut.exception() : exception;
			state.tooLate(tooLate);
			return cutter.apply(tooLate);
		}
		return (answer instanceof Send send) ? send(send, failed) : Mono.empty();
	}

	/** What did not arrive is no fault of the server. */
	private static Problem unread(@Nullable Throwable failure) {
		boolean slow = failure != null && failure.getClass().getName().endsWith("TimeoutException");
		return slow ? Problem.of(408) : Problem.of(400, "REQUEST_INCOMPLETE");
	}

	/** Gives a body to an error status, unless it is to stay empty. */
	Mono<Void> fill(int status, ReactiveProblemRequest failed) {
		ProblemAnswer answer = logging(failed, () -> this.pipeline.fill(status, failed));
		return (answer instanceof Send send) ? send(send, failed) : failed.response().setComplete();
	}

	/** The lines of the library itself have the request ID on every thread. */
	private <T extends @Nullable Object> T logging(ReactiveProblemRequest failed, Supplier<T> call) {
		String previous = RequestIdMdc.set(this.pipeline.requestId(failed));
		try {
			return call.get();
		}
		finally {
			RequestIdMdc.set(previous);
		}
	}

	private Mono<Void> send(Send send, ReactiveProblemRequest failed) {
		ReactiveState state = ReactiveState.of(failed.state());
		ErrorPages.Wanted wanted = state.wantedPage();
		ServerWebExchange exchange = state.exchange();
		if (wanted != null && exchange != null) {
			return this.pages.pageInstead(send, wanted, exchange).flatMap((page) -> write(page, failed));
		}
		return write(send, failed);
	}

	private Mono<Void> write(Send send, ReactiveProblemRequest failed) {
		boolean head = failed.request().getMethod() == HttpMethod.HEAD;
		return new GuardedMono(() -> write(send, failed, head), null,
				(exception) -> unwritten(send, exception, failed, head));
	}

	private Mono<Void> unwritten(Send send, Throwable exception, ReactiveProblemRequest failed, boolean head) {
		if (NativeRequests.isClientGone(exception, failed.response()) || NativeRequests.isRefused(exception)) {
			logging(failed, () -> {
				this.pipeline.clientGone(failed);
				return null;
			});
			return Mono.empty();
		}
		Send least = logging(failed, () -> this.pipeline.leastOf(send, exception, failed));
		if (failed.response().isCommitted()) {
			// it must not end as if the answer had been sent
			ReactiveState.of(failed.state()).tooLate(exception);
			return Mono.error(exception);
		}
		return write(least, failed, head);
	}

	/**
	 * To a request for the head of a resource the server drops the body, and does not end
	 * the response by itself. It closes a connection on which the rest of a body is left,
	 * and doesn't say so: a client that sent its next request there would get nothing.
	 */
	private static Mono<Void> write(Send send, ReactiveProblemRequest failed, boolean head) {
		ServerHttpResponse response = failed.response();
		ProblemWriter.Body body = send.body();
		HttpHeaders headers = response.getHeaders();
		remove(HttpHeaders.TRANSFER_ENCODING, headers);
		for (String name : send.remove()) {
			remove(name, headers);
		}
		for (Map.Entry<String, List<String>> field : send.set().entrySet()) {
			List<String> values = field.getValue();
			if (values.size() == 1) {
				headers.set(field.getKey(), values.get(0));
			}
			else {
				headers.put(field.getKey(), values);
			}
		}
		if (ReactiveState.of(failed.state()).isBodyLeft() && failed.isHttp1()) {
			headers.set(HttpHeaders.CONNECTION, "close");
		}
		headers.setContentType(MediaType.parseMediaType(body.contentType()));
		headers.setContentLength(body.content().length);
		response.setStatusCode(HttpStatusCode.valueOf(send.status()));
		Mono<Void> written = response.writeWith(Mono.just(response.bufferFactory().wrap(body.content())));
		return head ? written.then(Mono.defer(response::setComplete)) : written;
	}

	/** To take away what is not there costs a list of the values that were there. */
	private static void remove(String name, HttpHeaders headers) {
		if (headers.containsHeader(name)) {
			headers.remove(name);
		}
	}

}
