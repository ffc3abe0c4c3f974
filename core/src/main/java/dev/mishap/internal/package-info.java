/**
 * What the packages of the library share among themselves. Nothing here is a promise to
 * applications: it changes without notice.
 */
@NullMarked
package dev.mishap.internal;

import org.jspecify.annotations.NullMarked;
