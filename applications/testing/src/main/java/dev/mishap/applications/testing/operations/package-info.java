/**
 * What the applications that are measured and traced share: a collector of traces, the
 * lines of the log, and the contract of traces.
 */
@NullMarked
package dev.mishap.applications.testing.operations;

import org.jspecify.annotations.NullMarked;
