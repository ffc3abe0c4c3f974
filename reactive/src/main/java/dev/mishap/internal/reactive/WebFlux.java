package dev.mishap.internal.reactive;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.mishap.ProblemRequest;
import dev.mishap.internal.HeaderFields;
import dev.mishap.internal.input.WebFramework;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.Decoder;
import org.springframework.http.MediaType;
import org.springframework.http.codec.DecoderHttpMessageReader;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/** What Spring WebFlux knows of requests. */
public final class WebFlux implements WebFramework {

	private final Supplier<List<HttpMessageReader<?>>> readers;

	/**
	 * Creates it.
	 * @param readers returns what reads bodies
	 */
	public WebFlux(Supplier<List<HttpMessageReader<?>>> readers) {
		this.readers = readers;
	}

	@Override
	public List<WebFramework.BodyReader> readers() {
		return this.readers.get().stream().map((reader) -> (WebFramework.BodyReader) new Reader(reader)).toList();
	}

	@Override
	public List<MethodParameter> arguments(ProblemRequest request) {
		ServerWebExchange exchange = request.unwrap(ServerWebExchange.class);
		Object handler = (exchange != null) ? exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
				: null;
		return WebFramework.argumentsOf(handler);
	}

	@Override
	public Collection<String> parameterNames(ProblemRequest request) {
		ServerWebExchange exchange = request.unwrap(ServerWebExchange.class);
		if (exchange == null) {
			return List.of();
		}
		Set<String> names = new HashSet<>(exchange.getRequest().getQueryParams().keySet());
		String type = request.header("Content-Type");
		if (HeaderFields.isMediaType(type, MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
			names.addAll(namesIn(exchange.getFormData()));
		}
		else if (HeaderFields.isMediaType(type, "multipart/")) {
			names.addAll(namesIn(exchange.getMultipartData()));
		}
		return names;
	}

	/**
	 * Whoever binds it has read the form, and it is kept: this does not wait, and what
	 * comes later does not count.
	 */
	private static Set<String> namesIn(Mono<? extends MultiValueMap<String, ?>> form) {
		AtomicReference<Set<String>> names = new AtomicReference<>(Set.of());
		form.subscribe((read) -> names.set(read.keySet()), (ignored) -> {
		});
		return names.get();
	}

	private record Reader(HttpMessageReader<?> reader) implements WebFramework.BodyReader {

		@Override
		public Object codec() {
			Decoder<?> decoder = (this.reader instanceof DecoderHttpMessageReader<?> decoding) ? decoding.getDecoder()
					: null;
			return (decoder != null) ? decoder : this.reader;
		}

		@Override
		public boolean canRead(Class<?> type, @Nullable MediaType contentType) {
			return this.reader.canRead(ResolvableType.forClass(type), contentType);
		}

		@Override
		public boolean isFor(MediaType contentType) {
			for (MediaType readable : this.reader.getReadableMediaTypes()) {
				if (readable.includes(contentType)) {
					return true;
				}
			}
			return false;
		}

	}

}
