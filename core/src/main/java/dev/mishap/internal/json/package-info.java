/**
 * JSON libraries, as the path uses them: to write members of an application's own types
 * and to read how a library would name them.
 */
@NullMarked
package dev.mishap.internal.json;

import org.jspecify.annotations.NullMarked;
