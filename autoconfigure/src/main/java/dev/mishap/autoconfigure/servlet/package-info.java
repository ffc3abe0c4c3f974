/**
 * Wires the filters and the error page of a servlet application.
 */
@NullMarked
package dev.mishap.autoconfigure.servlet;

import org.jspecify.annotations.NullMarked;
