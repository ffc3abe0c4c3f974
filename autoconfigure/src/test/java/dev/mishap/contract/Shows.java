package dev.mishap.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test, outside of the contract, that shows a difference. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.SOURCE)
public @interface Shows {

	/** The difference. */
	Difference value();

}
