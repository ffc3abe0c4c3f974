/**
 * Measurement of what an error costs: applications that differ only in their error
 * library, the load on them, and the report.
 */
@NullMarked
package dev.mishap.benchmarks;

import org.jspecify.annotations.NullMarked;
