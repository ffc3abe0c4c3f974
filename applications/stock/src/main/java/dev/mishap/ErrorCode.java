package dev.mishap;

/** Read by nobody. */
public @interface ErrorCode {

	/** Returns the code. */
	String value();

}
