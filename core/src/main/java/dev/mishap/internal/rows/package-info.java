/**
 * Rows that both stacks share: routes, other services, overload, and the time to wait.
 */
@NullMarked
package dev.mishap.internal.rows;

import org.jspecify.annotations.NullMarked;
