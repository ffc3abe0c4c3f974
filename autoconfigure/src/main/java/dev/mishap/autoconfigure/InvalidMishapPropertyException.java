package dev.mishap.autoconfigure;

import java.util.Collection;

/**
 * Configuration that cannot be: which key, what is wrong with it, and what to write
 * instead.
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

	/**
	 * Returns the exception of a value that is none of those that there are.
	 * @param key the key
	 * @param complaint what is wrong with its value, as a sentence
	 * @param value the value
	 * @param known the values that there are
	 */
	public static InvalidMishapPropertyException unknown(String key, String complaint, String value,
			Collection<String> known) {
		String nearest = Spelling.nearest(value, known);
		return new InvalidMishapPropertyException(key, complaint, ((nearest != null)
				? "Write " + nearest + " instead of " + value + ", or remove it." : "Remove " + value + "."));
	}

	String key() {
		return this.key;
	}

	String remedy() {
		return this.remedy;
	}

}
