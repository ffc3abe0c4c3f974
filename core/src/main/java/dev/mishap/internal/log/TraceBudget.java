package dev.mishap.internal.log;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ConcurrentLruCache;

/**
 * Says which stack traces are logged whole. In a storm of errors each trace is like the
 * one before, and costs more than the answer: of each class of exceptions so many are
 * logged in a minute, and further lines name the request whose trace was the last.
 */
public final class TraceBudget {

	private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

	private static final int MAX_CLASSES = 1024;

	private final int perMinute;

	private final LongSupplier nanoTime;

	/** Not a {@code ClassValue}: a class of the JDK would keep it, and us, for ever. */
	private final ConcurrentLruCache<Class<?>, Spent> spent = new ConcurrentLruCache<>(MAX_CLASSES,
			(type) -> new Spent());

	/**
	 * Creates the budget.
	 * @param perMinute the number of traces of one class of exceptions in a minute
	 * @param nanoTime the clock
	 */
	public TraceBudget(int perMinute, LongSupplier nanoTime) {
		this.perMinute = perMinute;
		this.nanoTime = nanoTime;
	}

	/** Spends a trace, and returns whether there was one left. */
	boolean spend(Throwable exception, String requestId) {
		return of(exception).add(this.nanoTime.getAsLong(), this.perMinute, requestId);
	}

	/**
	 * Returns the ID of the request whose trace was the last of its class.
	 * @return the ID, or {@code null} if no trace was logged
	 */
	@Nullable String lastOf(Throwable exception) {
		return of(exception).last;
	}

	private Spent of(Throwable exception) {
		return this.spent.get(exception.getClass());
	}

	/** What was spent for one class. */
	private static final class Spent {

		private long begin;

		private int count;

		private volatile @Nullable String last;

		synchronized boolean add(long now, int most, String requestId) {
			if (this.count == 0 || now - this.begin >= WINDOW_NANOS) {
				this.begin = now;
				this.count = 0;
			}
			if (this.count >= most) {
				return false;
			}
			this.count++;
			this.last = requestId;
			return true;
		}

	}

}
