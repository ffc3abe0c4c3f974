package dev.mishap;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Codes of problems that a handler, or each handler of a class, can answer with although
 * its signature does not show it: statuses that it sets, a {@link ProblemType} that it
 * throws as a {@link ProblemException}. Exceptions that it declares with {@code throws}
 * need no mention. The OpenAPI document reads this; answers do not depend on it.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface AnswersWith {

	/**
	 * Codes in UPPER_SNAKE that the application has: those of its rows, annotations and
	 * catalogues, those of the library, and one for each status, such as
	 * {@code PRECONDITION_FAILED}. Of one that nobody knows the log has a warning.
	 */
	String[] value();

}
