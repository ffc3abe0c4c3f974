package dev.mishap.sample.predict;

import java.util.List;

/**
 * What the model thinks.
 *
 * @param label the best label
 * @param confidence how sure the model is of it, 0 to 1
 * @param labels the best labels, the surest first
 * @param model the name of the model
 */
public record Prediction(String label, double confidence, List<Label> labels, String model) {

	/**
	 * Keeps the best labels.
	 * @param count how many to keep
	 */
	Prediction best(int count) {
		return new Prediction(this.label, this.confidence, this.labels.stream().limit(count).toList(), this.model);
	}

	/**
	 * One label and how much speaks for it.
	 *
	 * @param name {@code positive}, {@code neutral} or {@code negative}
	 * @param confidence 0 to 1
	 */
	public record Label(String name, double confidence) {

	}

}
