package dev.mishap.client;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what another service calls a problem. On an exception class it binds the class to
 * it; on a constant of an {@code enum} it is needed only where the name of the constant
 * is another one.
 * <p>
 * A code counts before a type, and a type before a status.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.TYPE, ElementType.FIELD })
@Retention(RetentionPolicy.RUNTIME)
public @interface UpstreamCode {

	/**
	 * Returns the codes, {@code OUT_OF_STOCK}.
	 */
	String[] value() default {};

	/**
	 * Returns the problem type (RFC 9457, section 3.1.1), for answers without a code.
	 */
	String type() default "";

	/**
	 * Returns the HTTP status, for answers with neither a code nor a type; 0 for none.
	 */
	int status() default 0;

}
