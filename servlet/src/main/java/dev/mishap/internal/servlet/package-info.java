/**
 * The outermost filter: what is thrown past it, refused by {@code sendError} or left
 * without a body; the container's ERROR dispatch; a direct request of the error path.
 */
@NullMarked
package dev.mishap.internal.servlet;

import org.jspecify.annotations.NullMarked;
