/**
 * What those who operate an application see of its problems: meters, observations and
 * traces. Only this room knows Micrometer.
 */
@NullMarked
package dev.mishap.internal.operations;

import org.jspecify.annotations.NullMarked;
