/** What is logged of an error, and how much of it. */
@NullMarked
package dev.mishap.internal.log;

import org.jspecify.annotations.NullMarked;
