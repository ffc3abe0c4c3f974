package dev.mishap;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Code of the problem that an exception stands for; beside Spring's
 * {@code @ResponseStatus} it says all that a simple domain exception needs. Without it
 * the code is derived from the name of the class: {@code OutOfStockException} becomes
 * {@code OUT_OF_STOCK}.
 * {@snippet class = "dev.mishap.docs.ExtendingTests" region = "annotations"}
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ErrorCode {

	/**
	 * Code in UPPER_SNAKE, one to 63 characters.
	 */
	String value();

}
