/** The bodies of answers: JSON, XML and the page for people. */
@NullMarked
package dev.mishap.internal.body;

import org.jspecify.annotations.NullMarked;
