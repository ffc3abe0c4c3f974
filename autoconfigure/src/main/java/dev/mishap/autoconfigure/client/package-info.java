/**
 * Wiring of the client's side: {@code RestClient}, {@code WebClient} and the groups of
 * HTTP interfaces that Spring Boot builds.
 */
@NullMarked
package dev.mishap.autoconfigure.client;

import org.jspecify.annotations.NullMarked;
