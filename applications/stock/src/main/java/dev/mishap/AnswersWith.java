package dev.mishap;

/** Read by nobody. */
public @interface AnswersWith {

	/** Returns the codes. */
	String[] value();

}
