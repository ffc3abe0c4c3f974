package dev.mishap;

/**
 * A {@link ProblemCatalogue} has an entry that cannot be. At start-up it becomes a
 * message that says which, and what to write instead.
 */
public final class InvalidCatalogueException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	InvalidCatalogueException(String complaint, String remedy) {
		super(complaint);
		this.remedy = remedy;
	}

	/**
	 * Returns what to write instead.
	 */
	public String remedy() {
		return this.remedy;
	}

}
