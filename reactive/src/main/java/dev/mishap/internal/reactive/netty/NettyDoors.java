package dev.mishap.internal.reactive.netty;

import dev.mishap.internal.ProblemPipeline;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Puts a handler into the channels of a server that answers what Reactor Netty refuses.
 * On HTTP/2 what breaks the connection is refused by Netty's codec, out of reach.
 */
public final class NettyDoors {

	private static final String NAME = "mishap.refusals";

	private static final String HANDSHAKE = "mishap.handshake";

	private final ProblemPipeline pipeline;

	private final String requestIdField;

	private final boolean identified;

	/**
	 * Creates the doors.
	 * @param pipeline the path of an error to its answer
	 * @param requestIdField the field that has the request ID
	 * @param identified whether every answer of the application has one
	 */
	public NettyDoors(ProblemPipeline pipeline, String requestIdField, boolean identified) {
		this.pipeline = pipeline;
		this.requestIdField = requestIdField;
		this.identified = identified;
	}

	/**
	 * Returns the server with the doors.
	 * @param server the server
	 */
	public HttpServer addTo(HttpServer server) {
		return server.doOnChannelInit((observer, channel, address) -> prepare(channel)).childObserve(this::observe);
	}

	private void prepare(Channel channel) {
		ChannelPipeline handlers = channel.pipeline();
		if (!install(handlers, null, true) && handlers.get(NettyPipeline.ReactiveBridge) != null) {
			handlers.addBefore(NettyPipeline.ReactiveBridge, HANDSHAKE, new Handshake());
		}
	}

	private boolean install(ChannelPipeline handlers, @Nullable HttpRequest request, boolean http1) {
		if (handlers.get(NettyPipeline.HttpTrafficHandler) == null || handlers.get(NAME) != null) {
			return false;
		}
		handlers.addBefore(NettyPipeline.HttpTrafficHandler, NAME,
				new RefusalHandler(this.pipeline, this.requestIdField, this.identified, request, http1));
		return true;
	}

	/** Streams of HTTP/2 have channels of their own, which nobody else tells of. */
	private void observe(Connection connection, ConnectionObserver.State state) {
		if (state == ConnectionObserver.State.CONFIGURED && connection.channel() instanceof Http2StreamChannel channel
				&& connection instanceof HttpServerRequest request) {
			HttpRequest read = new DefaultHttpRequest(HttpVersion.HTTP_1_1, request.method(), request.uri(),
					request.requestHeaders());
			install(channel.pipeline(), read, false);
		}
	}

	/** Which protocol it will be is known after the handshake of TLS. */
	private final class Handshake extends ChannelInboundHandlerAdapter {

		@Override
		public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
			super.userEventTriggered(context, event);
			if (event instanceof SslHandshakeCompletionEvent) {
				install(context.pipeline(), null, true);
				context.pipeline().remove(this);
			}
		}

	}

}
