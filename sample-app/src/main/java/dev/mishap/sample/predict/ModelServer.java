package dev.mishap.sample.predict;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;

import org.springframework.stereotype.Component;

/**
 * Runs the model for a few callers at a time. Who comes when all places are taken is
 * turned away at once: waiting in line would only make the line longer.
 */
@Component
public class ModelServer {

	private final SentimentModel model;

	private final Bulkhead places;

	private final Clock clock = Clock.systemUTC();

	private volatile Instant ready = Instant.MIN;

	ModelServer(SentimentModel model, BulkheadRegistry bulkheads) {
		this.model = model;
		this.places = bulkheads.bulkhead("model");
	}

	/**
	 * Judges a text.
	 * @param text the text
	 * @throws ModelLoadingException if the model isn't loaded
	 * @throws io.github.resilience4j.bulkhead.BulkheadFullException if all places are
	 * taken
	 */
	public Prediction predict(String text) {
		Duration loading = Duration.between(this.clock.instant(), this.ready);
		if (loading.compareTo(Duration.ZERO) > 0) {
			throw new ModelLoadingException(loading);
		}
		return this.places.executeSupplier(() -> this.model.predict(text));
	}

	/** Returns whether the model is loaded and has a free place. */
	public boolean isFree() {
		return !this.clock.instant().isBefore(this.ready) && this.places.getMetrics().getAvailableConcurrentCalls() > 0;
	}

	/**
	 * Loads the model anew.
	 * @param duration how long that takes
	 */
	public void reload(Duration duration) {
		this.ready = this.clock.instant().plus(duration);
	}

	/**
	 * Takes all places that are free.
	 * @param duration how long to keep them
	 * @return how many were taken
	 */
	public int occupy(Duration duration) {
		int taken = 0;
		while (this.places.tryAcquirePermission()) {
			taken++;
		}
		int places = taken;
		CompletableFuture.delayedExecutor(duration.toMillis(), TimeUnit.MILLISECONDS).execute(() -> {
			for (int i = 0; i < places; i++) {
				this.places.releasePermission();
			}
		});
		return taken;
	}

}
