package dev.mishap;

/** Checked by nobody. */
public final class ProblemCatalogue {

	private ProblemCatalogue() {
	}

	/**
	 * Returns a catalogue.
	 * @param types what can be wrong
	 */
	public static ProblemCatalogue of(Class<? extends ProblemType> types) {
		return new ProblemCatalogue();
	}

}
