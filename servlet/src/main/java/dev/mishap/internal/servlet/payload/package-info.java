/**
 * Bodies that are too large: limits of multipart and form data, and one for every body.
 */
@NullMarked
package dev.mishap.internal.servlet.payload;

import org.jspecify.annotations.NullMarked;
