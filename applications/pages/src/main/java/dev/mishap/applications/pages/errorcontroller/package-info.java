/**
 * A blog whose errors are shown by a controller of its own at {@code /error}.
 */
package dev.mishap.applications.pages.errorcontroller;
