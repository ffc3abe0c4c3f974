/**
 * What the suites of the applications share: visitors with cookies, rows of requests and
 * what they get, and the comparison of an application with itself without the starter.
 */
@NullMarked
package dev.mishap.applications.testing;

import org.jspecify.annotations.NullMarked;
