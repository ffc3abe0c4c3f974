/**
 * Jetty: requests that never reach the application, and connections that have to be cut.
 */
@NullMarked
package dev.mishap.internal.servlet.jetty;

import org.jspecify.annotations.NullMarked;
