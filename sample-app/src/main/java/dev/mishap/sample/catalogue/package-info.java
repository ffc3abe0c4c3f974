/**
 * The models there are, one of them not for everybody.
 */
@NullMarked
package dev.mishap.sample.catalogue;

import org.jspecify.annotations.NullMarked;
