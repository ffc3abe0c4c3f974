package dev.mishap;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Kind of problem of an application, best as an {@code enum}: one place that lists every
 * code with its status, to throw from ({@link ProblemException}), to check at start-up
 * and to document ({@link ProblemCatalogue}).
 * {@snippet class = "dev.mishap.docs.ExtendingTests" region = "catalogue"}
 *
 * @since 0.1.0
 */
public interface ProblemType {

	/**
	 * Returns the HTTP status, a registered one within 400 to 599.
	 */
	int status();

	/**
	 * Returns the code in UPPER_SNAKE; for an {@code enum} that is its name.
	 */
	default String code() {
		if (this instanceof Enum<?> constant) {
			return constant.name();
		}
		throw new IllegalStateException("code() must be implemented by what is no enum");
	}

	/**
	 * Returns the title.
	 * @return the title, or {@code null} for the text of the code or status
	 */
	default @Nullable String title() {
		return null;
	}

	/**
	 * Returns where the problem is documented, which becomes its {@code type} (RFC 9457,
	 * section 3.1.1).
	 * @return the address, or {@code null} if there is none
	 */
	default @Nullable URI documentation() {
		return null;
	}

}
