/**
 * The OpenAPI document: what springdoc cannot find out by itself. Of errors there is
 * nothing here; the starter adds them.
 */
@NullMarked
package dev.mishap.sample.openapi;

import org.jspecify.annotations.NullMarked;
