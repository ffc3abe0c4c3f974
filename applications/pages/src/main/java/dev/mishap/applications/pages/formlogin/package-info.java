/**
 * A bank with its own log-in page, remember-me, CSRF tokens, one session a person, pages
 * for refusals, and a part that the library is told to leave alone.
 */
package dev.mishap.applications.pages.formlogin;
