/**
 * An archive with an {@code ErrorViewResolver}, error attributes and advices of its own.
 */
package dev.mishap.applications.pages.errorviews;
