package dev.mishap.internal.reactive;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.mishap.RequestIdMdc;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Calls a chain for each subscriber, turns what is thrown meanwhile into a signal, and
 * answers what the chain fails with. Has the request ID in the logging context while the
 * chain is called. Reactor throws what it holds for fatal, such as a stack that has
 * overflown, at the thread it is on; where that is not the server's own, nobody would
 * answer.
 * <p>
 * It is one operator in the place of three, because every request passes it, twice.
 */
final class GuardedMono extends Mono<Void> {

	private final Supplier<Mono<Void>> chain;

	private final @Nullable String requestId;

	private final @Nullable Function<Throwable, Mono<Void>> answer;

	/**
	 * Creates the guard.
	 * @param chain calls the chain
	 * @param requestId the request ID for the logging context, or {@code null} to leave
	 * the logging context as it is
	 * @param answer answers what the chain fails with, or {@code null} to hand it on
	 */
	GuardedMono(Supplier<Mono<Void>> chain, @Nullable String requestId,
			@Nullable Function<Throwable, Mono<Void>> answer) {
		this.chain = chain;
		this.requestId = requestId;
		this.answer = answer;
	}

	@Override
	public void subscribe(CoreSubscriber<? super Void> actual) {
		Guard guard = new Guard(actual, this.answer);
		String previous = (this.requestId != null) ? RequestIdMdc.set(this.requestId) : null;
		try {
			this.chain.get().subscribe(guard);
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

		private static final AtomicReferenceFieldUpdater<Guard, Subscription> UPSTREAM = AtomicReferenceFieldUpdater
			.newUpdater(Guard.class, Subscription.class, "upstream");

		private final transient CoreSubscriber<? super Void> actual;

		private final transient Context context;

		private final transient @Nullable Function<Throwable, Mono<Void>> answer;

		/** What is under way: the chain, then the answer. */
		private transient volatile @Nullable Subscription upstream;

		private transient boolean subscribed;

		Guard(CoreSubscriber<? super Void> actual, @Nullable Function<Throwable, Mono<Void>> answer) {
			this.actual = actual;
			this.context = actual.currentContext();
			this.answer = answer;
		}

		@Override
		public Context currentContext() {
			return this.context;
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.subscribed = true;
			this.upstream = subscription;
			this.actual.onSubscribe(this);
		}

		@Override
		public void onNext(Void nothing) {
			// there is none
		}

		@Override
		public void onError(Throwable exception) {
			if (compareAndSet(false, true)) {
				end(exception);
			}
			else {
				Operators.onErrorDropped(exception, this.context);
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
			Subscription upstream = this.upstream;
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

		/** From Reactor's class, javac 17 and 25 do not read the same nullness. */
		@Override
		@SuppressWarnings("NullAway")
		public void cancel() {
			Operators.terminate(UPSTREAM, this);
		}

		void failed(Throwable thrown) {
			if (!compareAndSet(false, true)) {
				Operators.onErrorDropped(thrown, this.context);
				return;
			}
			Subscription upstream = this.upstream;
			if (upstream != null) {
				upstream.cancel();
			}
			end(signal(thrown));
		}

		private static Throwable signal(Throwable thrown) {
			return (thrown instanceof Error) ? new FatalErrorException(thrown) : thrown;
		}

		private void end(Throwable exception) {
			if (!this.subscribed) {
				onSubscribe(Operators.emptySubscription());
			}
			if (this.answer == null) {
				this.actual.onError(exception);
				return;
			}
			Answer follower = new Answer(this);
			try {
				this.answer.apply(exception).subscribe(follower);
			}
			catch (Throwable ex) {
				follower.onError(signal(ex));
			}
		}

	}

	/** Hands on how the answer ends. There is no value to be asked for. */
	private static final class Answer extends AtomicBoolean implements CoreSubscriber<Void> {

		private static final long serialVersionUID = 1L;

		private final transient Guard guard;

		Answer(Guard guard) {
			this.guard = guard;
		}

		@Override
		public Context currentContext() {
			return this.guard.context;
		}

		@Override
		@SuppressWarnings("NullAway")
		public void onSubscribe(Subscription subscription) {
			if (Operators.replace(Guard.UPSTREAM, this.guard, subscription)) {
				subscription.request(Long.MAX_VALUE);
			}
		}

		@Override
		public void onNext(Void nothing) {
			// there is none
		}

		@Override
		public void onError(Throwable exception) {
			if (compareAndSet(false, true)) {
				this.guard.actual.onError(exception);
			}
			else {
				Operators.onErrorDropped(exception, this.guard.context);
			}
		}

		@Override
		public void onComplete() {
			if (compareAndSet(false, true)) {
				this.guard.actual.onComplete();
			}
		}

	}

}
