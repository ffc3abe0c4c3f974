package dev.mishap.autoconfigure;

/**
 * Configuration that cannot be: which key, what is wrong with it, and what to write
 * instead.
 */
final class InvalidMishapPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String key;

	private final String remedy;

	InvalidMishapPropertyException(String key, String complaint, String remedy) {
		super(complaint);
		this.key = key;
		this.remedy = remedy;
	}

	String key() {
		return this.key;
	}

	String remedy() {
		return this.remedy;
	}

}
