package dev.mishap;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a field or getter of an exception a member of the problem that it is answered
 * with. On a component of a record that such a field holds, it names the components to
 * show; a record without any shows them all.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.RECORD_COMPONENT })
@Retention(RetentionPolicy.RUNTIME)
public @interface ProblemMember {

	/**
	 * Name of the member; the name of the field or property in snake_case if empty.
	 */
	String value() default "";

}
