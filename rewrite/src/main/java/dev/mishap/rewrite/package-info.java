/**
 * Recipes for <a href="https://docs.openrewrite.org">OpenRewrite</a> that move an
 * application over from other ways to answer errors. What they cannot decide they mark
 * with a comment that begins with {@code TODO Mishap:}.
 */
@NullMarked
package dev.mishap.rewrite;

import org.jspecify.annotations.NullMarked;
