package dev.mishap.internal.reactive;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.util.context.Context;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;

/**
 * Request that notes how the reading of its body ends: codecs fail alike with what a
 * client sends and with what another service answers, and connections alike with either.
 */
final class ReadRequest extends ServerHttpRequestDecorator {

	private final ReactiveState state;

	ReadRequest(ServerHttpRequest delegate, ReactiveState state) {
		super(delegate);
		this.state = state;
	}

	/** WebFlux gives the attributes of the exchange to requests of its own only. */
	@Override
	public Map<String, Object> getAttributes() {
		ServerWebExchange exchange = this.state.exchange();
		return (exchange != null) ? exchange.getAttributes() : super.getAttributes();
	}

	@Override
	public Flux<DataBuffer> getBody() {
		DataSize broken = this.state.brokenLimit();
		return (broken != null) ? Flux.error(new PayloadTooLargeException(broken))
				: new NotedBody(super.getBody(), this.state);
	}

	private static final class NotedBody extends FluxOperator<DataBuffer, DataBuffer> {

		private final ReactiveState state;

		NotedBody(Flux<DataBuffer> source, ReactiveState state) {
			super(source);
			this.state = state;
		}

		@Override
		public void subscribe(CoreSubscriber<? super DataBuffer> actual) {
			this.source.subscribe(new Reader(actual, this.state));
		}

	}

	private static final class Reader implements CoreSubscriber<DataBuffer>, Subscription {

		private final CoreSubscriber<? super DataBuffer> actual;

		private final ReactiveState state;

		private @Nullable Subscription subscription;

		private volatile @Nullable Thread delivering;

		private long read;

		private boolean failed;

		private volatile boolean ended;

		Reader(CoreSubscriber<? super DataBuffer> actual, ReactiveState state) {
			this.actual = actual;
			this.state = state;
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.subscription = subscription;
			this.actual.onSubscribe(this);
		}

		@Override
		public void onNext(DataBuffer buffer) {
			if (this.failed) {
				DataBufferUtils.release(buffer);
				return;
			}
			DataSize limit = this.state.limit();
			this.read += buffer.readableByteCount();
			if (limit != null && this.read > limit.toBytes()) {
				this.failed = true;
				DataBufferUtils.release(buffer);
				cancelUpstream();
				this.actual.onError(new PayloadTooLargeException(limit));
				return;
			}
			Thread outer = this.delivering;
			this.delivering = Thread.currentThread();
			try {
				this.actual.onNext(buffer);
			}
			finally {
				this.delivering = outer;
			}
		}

		@Override
		public void onError(Throwable exception) {
			this.ended = true;
			if (!this.failed) {
				this.state.bodyFailed(exception);
				this.actual.onError(exception);
			}
		}

		@Override
		public void onComplete() {
			this.ended = true;
			if (!this.failed) {
				this.actual.onComplete();
			}
		}

		@Override
		public void request(long n) {
			Subscription upstream = this.subscription;
			if (upstream != null) {
				upstream.request(n);
			}
		}

		/** A reader that has enough cancels while it is given a buffer. */
		@Override
		public void cancel() {
			if (this.delivering == Thread.currentThread()) {
				this.state.refuseBody();
			}
			cancelUpstream();
		}

		private void cancelUpstream() {
			if (!this.ended) {
				this.state.leaveBody();
			}
			Subscription upstream = this.subscription;
			if (upstream != null) {
				upstream.cancel();
			}
		}

	}

}
