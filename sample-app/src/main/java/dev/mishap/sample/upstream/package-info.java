/**
 * A service that this one depends on, and how its failures are passed on.
 */
@NullMarked
package dev.mishap.sample.upstream;

import org.jspecify.annotations.NullMarked;
