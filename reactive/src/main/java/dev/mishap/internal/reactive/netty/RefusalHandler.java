package dev.mishap.internal.reactive.netty;

import dev.mishap.RequestIdMdc;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemAnswer.Send;
import dev.mishap.internal.ProblemPipeline;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Gives a body and an ID to what Reactor Netty refuses by itself: what it cannot decode,
 * addresses that are no URI, handlers that failed before any door was reached. All else
 * has the request ID among its header fields already, and passes as it is. Where the
 * application gives none, its answers look like a refusal: then only what cannot be
 * decoded is known to be one.
 */
final class RefusalHandler extends ChannelDuplexHandler {

	private static final int FIRST_ERROR = 400;

	private final ProblemPipeline pipeline;

	private final String requestIdField;

	private final boolean identified;

	private final boolean http1;

	private @Nullable HttpRequest request;

	/**
	 * Creates the handler.
	 * @param pipeline the path of an error to its answer
	 * @param requestIdField the field that has the request ID
	 * @param identified whether every answer of the application has one
	 * @param request the request, or {@code null} if it is still to come
	 * @param http1 whether the connection is managed by header fields
	 */
	RefusalHandler(ProblemPipeline pipeline, String requestIdField, boolean identified, @Nullable HttpRequest request,
			boolean http1) {
		this.pipeline = pipeline;
		this.requestIdField = requestIdField;
		this.identified = identified;
		this.request = request;
		this.http1 = http1;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof HttpRequest read) {
			this.request = read;
		}
		super.channelRead(context, message);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		boolean refused = message instanceof FullHttpResponse response && response.status().code() >= FIRST_ERROR
				&& !response.content().isReadable() && !response.headers().contains(this.requestIdField)
				&& !response.headers().contains(HttpHeaderNames.CONTENT_TYPE) && (this.identified || isUndecoded());
		super.write(context, refused ? answer((FullHttpResponse) message) : message, promise);
	}

	private boolean isUndecoded() {
		return this.request == null || this.request.decoderResult().isFailure();
	}

	private FullHttpResponse answer(FullHttpResponse refusal) {
		NettyProblemRequest failed = new NettyProblemRequest(this.request, refusal, this.http1);
		String requestId = this.pipeline.requestId(failed);
		String previous = RequestIdMdc.set(requestId);
		ProblemAnswer answer;
		try {
			answer = this.pipeline.answerTo(refusal.status().code(), null, failed);
		}
		finally {
			RequestIdMdc.set(previous);
		}
		if (!(answer instanceof Send send)) {
			return refusal;
		}
		FullHttpResponse response = response(send, refusal, requestId, failed);
		ReferenceCountUtil.release(refusal);
		return response;
	}

	/**
	 * What Netty does not take as it is would else leave the client without an answer.
	 */
	private FullHttpResponse response(Send send, FullHttpResponse refusal, String requestId,
			NettyProblemRequest failed) {
		try {
			return response(send, refusal, requestId);
		}
		catch (RuntimeException ex) {
			return response(this.pipeline.leastOf(send, ex, failed), refusal, requestId);
		}
	}

	private FullHttpResponse response(Send send, FullHttpResponse refusal, String requestId) {
		boolean head = this.request != null && HttpMethod.HEAD.equals(this.request.method()) && !this.http1;
		// the codec of HTTP/1.1 knows by itself which answer has no body
		ByteBuf content = head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(send.body().content());
		DefaultFullHttpResponse response = new DefaultFullHttpResponse(refusal.protocolVersion(),
				HttpResponseStatus.valueOf(send.status()), content);
		HttpHeaders headers = response.headers().set(refusal.headers()).remove(HttpHeaderNames.TRANSFER_ENCODING);
		send.remove().forEach(headers::remove);
		send.set().forEach((name, values) -> headers.set(name, values));
		headers.set(this.requestIdField, requestId);
		headers.set(HttpHeaderNames.CONTENT_TYPE, send.body().contentType());
		headers.set(HttpHeaderNames.CONTENT_LENGTH, send.body().content().length);
		return response;
	}

}
