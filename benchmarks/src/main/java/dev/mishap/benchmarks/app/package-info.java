/**
 * The applications that are measured. Each runs in a JVM of its own, on a class path with
 * its own error library only.
 */
@NullMarked
package dev.mishap.benchmarks.app;

import org.jspecify.annotations.NullMarked;
