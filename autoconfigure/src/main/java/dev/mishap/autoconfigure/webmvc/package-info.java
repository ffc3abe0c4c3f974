/**
 * Wires the advice of Spring MVC.
 */
@NullMarked
package dev.mishap.autoconfigure.webmvc;

import org.jspecify.annotations.NullMarked;
