/** An application on Jetty. */
@NullMarked
package dev.mishap.applications.jetty;

import org.jspecify.annotations.NullMarked;
