/**
 * The applications on WebFlux that are measured. They differ only in their error library.
 */
@NullMarked
package dev.mishap.benchmarks.app.reactive;

import org.jspecify.annotations.NullMarked;
