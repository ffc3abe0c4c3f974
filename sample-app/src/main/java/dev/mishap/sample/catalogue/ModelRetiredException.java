package dev.mishap.sample.catalogue;

/** The model is out of service, and another one took its place. */
class ModelRetiredException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** The name of the model that took its place. */
	private final String successor;

	ModelRetiredException(String successor) {
		this.successor = successor;
	}

	String successor() {
		return this.successor;
	}

}
