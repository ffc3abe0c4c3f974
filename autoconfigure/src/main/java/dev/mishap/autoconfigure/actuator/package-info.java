/** Actuator: the registry of problems as an endpoint. */
@NullMarked
package dev.mishap.autoconfigure.actuator;

import org.jspecify.annotations.NullMarked;
