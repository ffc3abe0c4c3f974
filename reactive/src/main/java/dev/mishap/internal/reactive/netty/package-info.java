/**
 * Requests that Reactor Netty refuses before WebFlux sees them.
 */
@NullMarked
package dev.mishap.internal.reactive.netty;

import org.jspecify.annotations.NullMarked;
