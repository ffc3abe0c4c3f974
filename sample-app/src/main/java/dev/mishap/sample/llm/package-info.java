/**
 * A language model that each client may ask a number of times a minute.
 */
@NullMarked
package dev.mishap.sample.llm;

import org.jspecify.annotations.NullMarked;
