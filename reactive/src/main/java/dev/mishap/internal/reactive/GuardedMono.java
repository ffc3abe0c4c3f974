package dev.mishap.internal.reactive;

import java.util.concurrent.atomic.AtomicBoolean;

import dev.mishap.RequestIdMdc;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Turns what is thrown while a chain is subscribed to into a signal, and has the request
 * ID in the logging context meanwhile. Reactor throws what it holds for fatal, such as a
 * stack that has overflown, at the thread it is on; where that is not the server's own,
 * nobody would answer.
 */
final class GuardedMono extends MonoOperator<Void, Void> {

	private final @Nullable String requestId;

	GuardedMono(Mono<Void> source, @Nullable String requestId) {
		super(source);
		this.requestId = requestId;
	}

	@Override
	public void subscribe(CoreSubscriber<? super Void> actual) {
		Guard guard = new Guard(actual);
		String previous = (this.requestId != null) ? RequestIdMdc.set(this.requestId) : null;
		try {
			this.source.subscribe(guard);
		}
		catch (Throwable ex) {
			guard.failed(ex);
		}
		finally {
			if (this.requestId != null) {
				RequestIdMdc.set(previous);
			}
		}
	}

	private static final class Guard extends AtomicBoolean implements CoreSubscriber<Void>, Subscription {

		private static final long serialVersionUID = 1L;

		private final transient CoreSubscriber<? super Void> actual;

		private transient volatile @Nullable Subscription subscription;

		Guard(CoreSubscriber<? super Void> actual) {
			this.actual = actual;
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
		public void onNext(Void nothing) {
			// there is none
		}

		@Override
		public void onError(Throwable exception) {
			if (compareAndSet(false, true)) {
				this.actual.onError(exception);
			}
			else {
				Operators.onErrorDropped(exception, this.actual.currentContext());
			}
		}

		@Override
		public void onComplete() {
			if (compareAndSet(false, true)) {
				this.actual.onComplete();
			}
		}

		@Override
		public void request(long n) {
			Subscription upstream = this.subscription;
			if (upstream == null) {
				return;
			}
			try {
				upstream.request(n);
			}
			catch (Throwable ex) {
				failed(ex);
			}
		}

		@Override
		public void cancel() {
			Subscription upstream = this.subscription;
			if (upstream != null) {
				upstream.cancel();
			}
		}

		void failed(Throwable thrown) {
			if (!compareAndSet(false, true)) {
				Operators.onErrorDropped(thrown, this.actual.currentContext());
				return;
			}
			Throwable signal = (thrown instanceof Error) ? new FatalErrorException(thrown) : thrown;
			Subscription upstream = this.subscription;
			if (upstream == null) {
				Operators.error(this.actual, signal);
			}
			else {
				upstream.cancel();
				this.actual.onError(signal);
			}
		}

	}

}
