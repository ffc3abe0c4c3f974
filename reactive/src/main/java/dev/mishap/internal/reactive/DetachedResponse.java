package dev.mishap.internal.reactive;

import java.io.ByteArrayOutputStream;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;

/**
 * Response that is connected to no client. Code of others writes to it, and what it wrote
 * can be looked at before anything of it is sent.
 */
public final class DetachedResponse extends AbstractServerHttpResponse {

	private final ByteArrayOutputStream content = new ByteArrayOutputStream();

	/**
	 * Creates the response.
	 */
	public DetachedResponse() {
		super(DefaultDataBufferFactory.sharedInstance);
	}

	/**
	 * Returns what was written.
	 */
	public byte[] content() {
		return this.content.toByteArray();
	}

	/**
	 * Returns an exchange with this response.
	 * @param exchange the exchange with the response that stays as it is
	 */
	public ServerWebExchange in(ServerWebExchange exchange) {
		return new ServerWebExchangeDecorator(exchange) {

			@Override
			public ServerHttpResponse getResponse() {
				return DetachedResponse.this;
			}

		};
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T getNativeResponse() {
		return (T) this;
	}

	@Override
	protected Mono<Void> writeWithInternal(Publisher<? extends DataBuffer> body) {
		return Flux.from(body).doOnNext(this::keep).then();
	}

	@Override
	protected Mono<Void> writeAndFlushWithInternal(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return Flux.from(body).concatMap(Flux::from).doOnNext(this::keep).then();
	}

	private void keep(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		this.content.writeBytes(bytes);
	}

	@Override
	protected void applyStatusCode() {
	}

	@Override
	protected void applyHeaders() {
	}

	@Override
	protected void applyCookies() {
	}

}
