package dev.mishap.internal.input;

import org.springframework.core.ResolvableType;

/** Names under which input is sent: those of JSON for instance, or of a form. */
@FunctionalInterface
interface BodyNames {

	/**
	 * Returns the input as a whole.
	 * @param type the type that it is read into
	 */
	Node root(ResolvableType type);

}
