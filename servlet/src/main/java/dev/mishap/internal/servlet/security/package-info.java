/**
 * Spring Security: it decides status and challenge; what it decided about is remembered,
 * so that the body can say it.
 */
@NullMarked
package dev.mishap.internal.servlet.security;

import org.jspecify.annotations.NullMarked;
