/**
 * More than one instance (profile {@code cluster}): what they have to agree on is in
 * Redis. Predictions stay in the database of each instance, which in earnest would be one
 * database for all.
 */
@NullMarked
package dev.mishap.sample.cluster;

import org.jspecify.annotations.NullMarked;
