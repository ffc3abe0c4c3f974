package dev.mishap.internal.reactive;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.mishap.internal.ProblemPipeline.Loader;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Looks at values before whichever writer would have written them writes them. It has no
 * media types of its own, so that what a client can get stays what it was.
 *
 * @param <T> the type of the values
 */
abstract class OutermostWriter<T> implements HttpMessageWriter<T> {

	private final Class<T> type;

	private final Supplier<List<HttpMessageWriter<?>>> writers;

	OutermostWriter(Class<T> type, Supplier<List<HttpMessageWriter<?>>> writers) {
		this.type = type;
		this.writers = Loader.once(writers);
	}

	/** Returns what is to be written. */
	abstract Publisher<? extends T> before(Publisher<? extends T> body, ServerHttpRequest request,
			ServerHttpResponse response);

	@Override
	public List<MediaType> getWritableMediaTypes() {
		return List.of();
	}

	@Override
	public boolean canWrite(ResolvableType type, @Nullable MediaType mediaType) {
		return this.type.isAssignableFrom(type.toClass()) && writer(type, mediaType) != null;
	}

	@SuppressWarnings("unchecked")
	private @Nullable HttpMessageWriter<T> writer(ResolvableType type, @Nullable MediaType mediaType) {
		for (HttpMessageWriter<?> writer : this.writers.get()) {
			if (!(writer instanceof OutermostWriter) && writer.canWrite(type, mediaType)) {
				return (HttpMessageWriter<T>) writer;
			}
		}
		return null;
	}

	private HttpMessageWriter<T> known(ResolvableType type, @Nullable MediaType mediaType) {
		HttpMessageWriter<T> writer = writer(type, mediaType);
		if (writer == null) {
			throw new IllegalStateException("Nobody writes " + type);
		}
		return writer;
	}

	@Override
	public Mono<Void> write(Publisher<? extends T> body, ResolvableType type, @Nullable MediaType mediaType,
			ReactiveHttpOutputMessage message, Map<String, Object> hints) {
		return known(type, mediaType).write(body, type, mediaType, message, hints);
	}

	@Override
	public Mono<Void> write(Publisher<? extends T> body, ResolvableType actualType, ResolvableType type,
			@Nullable MediaType mediaType, ServerHttpRequest request, ServerHttpResponse response,
			Map<String, Object> hints) {
		return known(type, mediaType).write(before(body, request, response), actualType, type, mediaType, request,
				response, hints);
	}

}
