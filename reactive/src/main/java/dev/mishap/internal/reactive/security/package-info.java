/**
 * Spring Security of a reactive application: it decides status and challenge; what it
 * decided about is remembered, so that the body can say it.
 */
@NullMarked
package dev.mishap.internal.reactive.security;

import org.jspecify.annotations.NullMarked;
