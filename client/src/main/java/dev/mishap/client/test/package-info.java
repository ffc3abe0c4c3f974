/**
 * Answers of other services for tests, written as a server with this library writes them.
 */
@NullMarked
package dev.mishap.client.test;

import org.jspecify.annotations.NullMarked;
