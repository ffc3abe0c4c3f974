/**
 * Work that takes its time: accepted at once, polled afterwards, never done twice.
 */
@NullMarked
package dev.mishap.sample.jobs;

import org.jspecify.annotations.NullMarked;
