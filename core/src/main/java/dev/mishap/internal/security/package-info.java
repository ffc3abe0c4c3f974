/**
 * What is said of refusals by Spring Security, on either stack.
 */
@NullMarked
package dev.mishap.internal.security;

import org.jspecify.annotations.NullMarked;
