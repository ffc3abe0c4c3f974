/** Parts of the path, measured alone with JMH. */
@NullMarked
package dev.mishap.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
