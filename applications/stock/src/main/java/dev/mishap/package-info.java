/**
 * Stands in for the library in the sample on plain Spring Boot. What the sample throws as
 * an exception of Mishap is a {@code ResponseStatusException} of the same status here;
 * annotations, rows and customizers are never read, because stock Boot has nothing that
 * would read them.
 */
@NullMarked
package dev.mishap;

import org.jspecify.annotations.NullMarked;
