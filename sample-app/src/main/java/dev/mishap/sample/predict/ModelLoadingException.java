package dev.mishap.sample.predict;

import java.time.Duration;

/**
 * The model is not in memory yet. Its answer depends on the exception: see
 * {@link PredictProblems}.
 */
public class ModelLoadingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** How long loading will take from now on. */
	private final Duration remaining;

	ModelLoadingException(Duration remaining) {
		super("the model needs another " + remaining.toMillis() + " ms");
		this.remaining = remaining;
	}

	Duration remaining() {
		return this.remaining;
	}

}
