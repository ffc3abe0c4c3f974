/**
 * Who may do what: bearer tokens, signed with a key of this service.
 */
@NullMarked
package dev.mishap.sample.security;

import org.jspecify.annotations.NullMarked;
