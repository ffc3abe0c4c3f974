/**
 * Documents whose very existence is concealed from everybody but their owners.
 */
@NullMarked
package dev.mishap.sample.vault;

import org.jspecify.annotations.NullMarked;
