/**
 * Puts the problems of an application into its OpenAPI document, with springdoc, for both
 * stacks. Public for the wiring; no promise to applications.
 */
@NullMarked
package dev.mishap.internal.openapi;

import org.jspecify.annotations.NullMarked;
