/**
 * An archive with an {@code ErrorViewResolver}, error attributes and advices of its own,
 * which shows the messages of its exceptions, and gives each page an ETag.
 */
package dev.mishap.applications.pages.errorviews;
