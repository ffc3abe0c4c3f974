/**
 * Serves the pages of the catalogue in a servlet application, behind all that the
 * application serves itself.
 */
@NullMarked
package dev.mishap.internal.servlet.catalogue;

import org.jspecify.annotations.NullMarked;
