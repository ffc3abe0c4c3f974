/**
 * Spring Security of a reactive application: the challenges of its chains, and what they
 * refused, remembered so that the body can say it.
 */
@NullMarked
package dev.mishap.internal.reactive.security;

import org.jspecify.annotations.NullMarked;
