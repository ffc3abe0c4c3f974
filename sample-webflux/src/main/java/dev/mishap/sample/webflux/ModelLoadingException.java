package dev.mishap.sample.webflux;

import java.time.Duration;

import dev.mishap.OverloadedException;

/** The model is not in memory yet; the answer says when to come again. */
class ModelLoadingException extends OverloadedException {

	private static final long serialVersionUID = 1L;

	ModelLoadingException(Duration remaining) {
		super("the model is being loaded", "MODEL_LOADING", remaining, null);
	}

}
