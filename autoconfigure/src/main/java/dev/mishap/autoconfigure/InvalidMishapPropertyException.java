package dev.mishap.autoconfigure;

/**
 * Configuration that makes no sense: which key, what is wrong with it, and what to write
 * instead.
 *
 * @since 0.1.0
 */
public final class InvalidMishapPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String key;

	private final String remedy;

	/**
	 * Creates the exception.
	 * @param key the key
	 * @param complaint what is wrong with its value, as a sentence
	 * @param remedy what to write instead, as a sentence
	 */
	public InvalidMishapPropertyException(String key, String complaint, String remedy) {
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
