/**
 * The pages about the problems of an application.
 */
@NullMarked
package dev.mishap.autoconfigure.catalogue;

import org.jspecify.annotations.NullMarked;
