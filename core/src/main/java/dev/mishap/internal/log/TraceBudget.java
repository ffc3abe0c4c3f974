package dev.mishap.internal.log;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
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

	private static final int MAX_LOOKS = 100;

	private static final int MAX_PLACES = 20;

	private final LongAdder withheld = new LongAdder();

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
		boolean left = of(exception).add(this.nanoTime.getAsLong(), this.perMinute, exception, requestId);
		if (!left) {
			this.withheld.increment();
		}
		return left;
	}

	/** Returns how many traces there was no budget for. */
	long withheld() {
		return this.withheld.sum();
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

		/** Places at which the exceptions were thrown whose traces were logged. */
		private final Set<StackTraceElement> places = new HashSet<>();

		private long begin;

		private int count;

		private int looks;

		private volatile @Nullable String last;

		synchronized boolean add(long now, int most, Throwable exception, String requestId) {
			if (this.count == 0 || now - this.begin >= WINDOW_NANOS) {
				this.begin = now;
				this.count = 0;
				this.looks = 0;
				this.places.clear();
			}
			if (this.count >= most) {
				return most > 0 && isFromElsewhere(exception, requestId);
			}
			this.count++;
			this.last = requestId;
			place(exception);
			return true;
		}

		/**
		 * To find the top frame of an exception costs more than to write its line, so
		 * only a number of them is looked at in a minute.
		 */
		private boolean isFromElsewhere(Throwable exception, String requestId) {
			if (this.looks >= MAX_LOOKS || this.places.size() >= MAX_PLACES) {
				return false;
			}
			this.looks++;
			boolean found = place(exception);
			if (found) {
				this.last = requestId;
			}
			return found;
		}

		private boolean place(Throwable exception) {
			try {
				StackTraceElement[] frames = exception.getStackTrace();
				return frames.length > 0 && this.places.size() < MAX_PLACES && this.places.add(frames[0]);
			}
			catch (Throwable ignored) {
				// the application may have overridden it
				return false;
			}
		}

	}

}
