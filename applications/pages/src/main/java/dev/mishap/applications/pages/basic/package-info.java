/**
 * A page of scripts that logs its user in by Basic, with a CSRF token in a cookie.
 */
package dev.mishap.applications.pages.basic;
