package dev.mishap.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for what is bound to happen. */
final class Waiting {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private Waiting() {
	}

	static void until(BooleanSupplier condition) {
		Instant end = Instant.now().plus(PATIENCE);
		while (!condition.getAsBoolean()) {
			if (Instant.now().isAfter(end)) {
				throw new AssertionError("did not happen within " + PATIENCE);
			}
			try {
				Thread.sleep(25);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}
	}

}
