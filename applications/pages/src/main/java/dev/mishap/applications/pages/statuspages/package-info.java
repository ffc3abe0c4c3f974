/**
 * A shop with pages for single statuses, as templates and as a file, none for server
 * errors, and a language that a cookie remembers.
 */
package dev.mishap.applications.pages.statuspages;
