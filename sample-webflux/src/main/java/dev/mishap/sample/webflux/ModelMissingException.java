package dev.mishap.sample.webflux;

/** Nobody has a model of that name. {@code application.yml} has its answer. */
class ModelMissingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ModelMissingException(String name) {
		super("no model " + name + " in the registry at models.internal");
	}

}
