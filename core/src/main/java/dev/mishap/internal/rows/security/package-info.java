/**
 * Rows of refusals by Spring Security, and what both stacks do with its challenges.
 */
@NullMarked
package dev.mishap.internal.rows.security;

import org.jspecify.annotations.NullMarked;
