/**
 * The problems that an application can answer with, as data. Public for the wiring and
 * for what is made of the data; no promise to applications.
 */
@NullMarked
package dev.mishap.internal.registry;

import org.jspecify.annotations.NullMarked;
