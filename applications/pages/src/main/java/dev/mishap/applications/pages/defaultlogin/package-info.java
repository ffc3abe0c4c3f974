/**
 * An intranet that leaves all of Spring Security as Boot configures it: a log-in page
 * that is generated, Basic beside it, and errors that only those see who are logged in.
 */
package dev.mishap.applications.pages.defaultlogin;
