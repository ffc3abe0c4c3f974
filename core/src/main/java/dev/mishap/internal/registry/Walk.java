package dev.mishap.internal.registry;

import java.util.List;

/**
 * Why exceptions of a class are answered as they are: what is asked about them, in order.
 *
 * @param exception the class of the exception
 * @param steps the class and its superclasses, as far as they are asked
 */
public record Walk(Class<?> exception, List<Step> steps) {

	/**
	 * Creates a walk.
	 */
	public Walk {
		steps = List.copyOf(steps);
	}

	/**
	 * Returns whether something always answers: then neither superclasses beyond it nor
	 * causes are asked.
	 */
	public boolean isDecided() {
		return this.steps.stream().anyMatch((step) -> step.outcome() == Outcome.ANSWERS);
	}

	/**
	 * One class that is asked, and what it has to say.
	 *
	 * @param asked the class
	 * @param row its row or description; one that stands for nothing if it has none
	 * @param outcome what comes of it
	 */
	public record Step(Class<?> asked, List<MappedRow> row, Outcome outcome) {

	}

	/** What comes of asking a class. */
	public enum Outcome {

		/** It has neither a row nor says something of itself. */
		NO_ROW,

		/** It always answers. */
		ANSWERS,

		/** It looks into the exception, and answers or leaves it to the next one. */
		LOOKS,

		/** It is not asked: something before it always answers. */
		COVERED

	}

}
