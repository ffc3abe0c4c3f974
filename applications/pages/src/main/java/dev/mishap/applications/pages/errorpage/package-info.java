/**
 * A clinic with one template named {@code error} in the layout of all its pages, and a
 * language that the session remembers.
 */
package dev.mishap.applications.pages.errorpage;
