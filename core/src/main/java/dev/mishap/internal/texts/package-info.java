/**
 * Titles and details in the language of an answer, from the bundles of the application
 * and of the library.
 */
@NullMarked
package dev.mishap.internal.texts;

import org.jspecify.annotations.NullMarked;
