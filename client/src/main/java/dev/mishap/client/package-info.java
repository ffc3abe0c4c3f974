/**
 * The client's side of errors: what a server that is called says of a failure, read
 * within limits, with a type, and never served onwards.
 * {@link dev.mishap.client.UpstreamFailure} is what can be asked of every such exception.
 * Nothing in this package needs the server's side.
 */
@NullMarked
package dev.mishap.client;

import org.jspecify.annotations.NullMarked;
