/**
 * Jetty: requests that never reach the application, and connections that have to be cut.
 */
@NullMarked
package dev.mishap.autoconfigure.jetty;

import org.jspecify.annotations.NullMarked;
