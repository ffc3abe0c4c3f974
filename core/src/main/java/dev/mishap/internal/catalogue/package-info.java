/**
 * The problems of an application as pages and as examples, made of its registry. Public
 * for the doors and the wiring; no promise to applications.
 */
@NullMarked
package dev.mishap.internal.catalogue;

import org.jspecify.annotations.NullMarked;
