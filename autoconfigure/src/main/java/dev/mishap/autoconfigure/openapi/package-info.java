/**
 * Puts the problems of an application into its OpenAPI document.
 */
@NullMarked
package dev.mishap.autoconfigure.openapi;

import org.jspecify.annotations.NullMarked;
