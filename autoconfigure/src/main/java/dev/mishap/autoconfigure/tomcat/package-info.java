/**
 * Wires the valve of Tomcat.
 */
@NullMarked
package dev.mishap.autoconfigure.tomcat;

import org.jspecify.annotations.NullMarked;
