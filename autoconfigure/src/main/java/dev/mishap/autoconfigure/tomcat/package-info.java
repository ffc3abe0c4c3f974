/**
 * Tomcat: requests that never reach the application, and connections that have to be cut.
 */
@NullMarked
package dev.mishap.autoconfigure.tomcat;

import org.jspecify.annotations.NullMarked;
