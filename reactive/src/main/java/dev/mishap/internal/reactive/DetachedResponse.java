package dev.mishap.internal.reactive;

import java.io.ByteArrayOutputStream;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;

/**
 * Response that leads nowhere: for code that is to be looked at, not to answer. It keeps
 * what is written.
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
