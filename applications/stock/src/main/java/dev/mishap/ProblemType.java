package dev.mishap;

/** What can be wrong, as a constant of an {@code enum}. */
public interface ProblemType {

	/** Returns the name of the constant. */
	String name();

	/** Returns the status. */
	int status();

}
