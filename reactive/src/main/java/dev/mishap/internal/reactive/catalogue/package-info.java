/**
 * Serves the pages of the catalogue in a reactive application, behind all that the
 * application serves itself.
 */
@NullMarked
package dev.mishap.internal.reactive.catalogue;

import org.jspecify.annotations.NullMarked;
