/**
 * What makes the service misbehave at will, and lets one look behind an answer. Sample
 * only: nothing else depends on it.
 */
@NullMarked
package dev.mishap.sample.demo;

import org.jspecify.annotations.NullMarked;
