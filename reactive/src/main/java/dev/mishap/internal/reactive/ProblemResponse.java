package dev.mishap.internal.reactive;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.mishap.internal.RequestState;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * Response that gets a body where it ends with an error status and without one. A body
 * that is there passes as it is, but for the words that Spring Security has for every
 * denial.
 */
abstract class ProblemResponse extends ServerHttpResponseDecorator {

	private static final int FIRST_ERROR = 400;

	private static final int LAST_ERROR = 599;

	private final ReactiveProblemRequest failed;

	private final ReactiveAnswers answers;

	private final ReactiveState reactive;

	/** The answer to a HEAD has a body, which the server drops without committing it. */
	private volatile boolean bodied;

	ProblemResponse(ReactiveProblemRequest failed, ReactiveAnswers answers) {
		super(failed.response());
		this.failed = failed;
		this.answers = answers;
		this.reactive = ReactiveState.of(failed.state());
	}

	static ProblemResponse around(ReactiveProblemRequest failed, ReactiveAnswers answers) {
		return (failed.response() instanceof ZeroCopyHttpOutputMessage) ? new ZeroCopy(failed, answers)
				: new Plain(failed, answers);
	}

	/** Returns the response of this kind that one is around. */
	static @Nullable ProblemResponse in(ServerHttpResponse response) {
		ServerHttpResponse inner = response;
		while (inner instanceof ServerHttpResponseDecorator decorator) {
			if (inner instanceof ProblemResponse found) {
				return found;
			}
			inner = decorator.getDelegate();
		}
		return null;
	}

	RequestState state() {
		return this.failed.state();
	}

	ReactiveProblemRequest failed() {
		return this.failed;
	}

	private boolean mayBeFilled() {
		HttpStatusCode status = getStatusCode();
		return status != null && status.value() >= FIRST_ERROR && status.value() <= LAST_ERROR
				&& !this.reactive.isLeftAlone() && this.answers.fillsBodiless() && !this.bodied && !isCommitted();
	}

	private boolean isBodiless() {
		return mayBeFilled() && !announcesBody();
	}

	/**
	 * The answer to a HEAD has only fields. Those that describe a body, such as a gateway
	 * hands on, say that the answer to a GET has one, and that one stays.
	 */
	private boolean announcesBody() {
		if (this.failed.request().getMethod() != HttpMethod.HEAD) {
			return false;
		}
		long length = getHeaders().getContentLength();
		return length > 0 || (length < 0 && getHeaders().getFirst(HttpHeaders.CONTENT_TYPE) != null);
	}

	private Mono<Void> fill() {
		HttpStatusCode status = getStatusCode();
		return this.answers.fill((status != null) ? status.value() : FIRST_ERROR, this.failed);
	}

	/**
	 * To ask for the end does not commit the response yet: what a functional route has to
	 * wait for before it, for instance to read the body, may fail and is to be answered.
	 */
	@Override
	public Mono<Void> setComplete() {
		return isCommitted() ? complete() : Mono.defer(this::complete);
	}

	private Mono<Void> complete() {
		Throwable tooLate = this.reactive.tooLate();
		if (tooLate != null) {
			return Mono.error(tooLate);
		}
		return isBodiless() ? fill() : super.setComplete();
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		if (!mayBeFilled()) {
			return super.writeWith(body);
		}
		boolean mayBeDenial = mayBeDenial();
		if (body instanceof Mono<? extends DataBuffer> single) {
			return mayBeDenial ? single.flatMap(this::writeUnlessDenial).then(fillIfOpen())
					: super.writeWith(single.doOnNext((buffer) -> hasBody())).then(fillIfOpen());
		}
		return Flux.<DataBuffer>from(body).switchOnFirst((first, all) -> {
			if (first.isOnComplete()) {
				return fillIfOpen();
			}
			DataBuffer part = first.get();
			if (mayBeDenial && part != null && isDenial(part)) {
				// a filter may have made parts of the one that Spring Security writes
				return DataBufferUtils.join(all).flatMap(this::writeUnlessDenial);
			}
			hasBody();
			return super.writeWith(all);
		}).then();
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return super.writeAndFlushWith(mayBeFilled() ? Flux.from(body).doOnNext((part) -> hasBody()) : body);
	}

	void hasBody() {
		this.bodied = true;
	}

	/** An empty body commits nothing. */
	private Mono<Void> fillIfOpen() {
		return Mono.defer(() -> isBodiless() ? fill() : Mono.empty());
	}

	private boolean mayBeDenial() {
		return this.failed.state().witnessed() != null
				&& MediaType.TEXT_PLAIN.equalsTypeAndSubtype(getHeaders().getContentType());
	}

	private boolean isDenial(DataBuffer body) {
		String words = body.toString(StandardCharsets.UTF_8);
		Throwable witnessed = this.failed.state().witnessed();
		return words.equals("Access Denied") || (witnessed != null && words.equals(witnessed.getMessage()));
	}

	/**
	 * Whatever has been said of the denial in the words of an exception is for the log.
	 */
	private Mono<Void> writeUnlessDenial(DataBuffer body) {
		if (isDenial(body)) {
			DataBufferUtils.release(body);
			return fill();
		}
		hasBody();
		return super.writeWith(Mono.just(body));
	}

	private static final class Plain extends ProblemResponse {

		Plain(ReactiveProblemRequest failed, ReactiveAnswers answers) {
			super(failed, answers);
		}

	}

	/** Files go to the network without a detour where the server can do that. */
	private static final class ZeroCopy extends ProblemResponse implements ZeroCopyHttpOutputMessage {

		private final ZeroCopyHttpOutputMessage output;

		ZeroCopy(ReactiveProblemRequest failed, ReactiveAnswers answers) {
			super(failed, answers);
			this.output = (ZeroCopyHttpOutputMessage) failed.response();
		}

		@Override
		public Mono<Void> writeWith(File file, long position, long count) {
			hasBody();
			return this.output.writeWith(file, position, count);
		}

		@Override
		public Mono<Void> writeWith(Path file, long position, long count) {
			hasBody();
			return this.output.writeWith(file, position, count);
		}

	}

}
