package dev.mishap.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A controller that may wait: WebFlux calls it on threads of its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Blocks {

}
