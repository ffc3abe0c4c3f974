package dev.mishap.internal.reactive;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.mishap.internal.ReturnedDetails;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.function.SingletonSupplier;

/**
 * Writes the problems that handlers return with whichever writer would have written them,
 * and completes them before. It has no media types of its own, so that what a client can
 * get stays what it was.
 */
public final class ReturnedDetailWriter implements HttpMessageWriter<ProblemDetail> {

	private final SingletonSupplier<ReturnedDetails> details;

	private final SingletonSupplier<List<HttpMessageWriter<?>>> writers;

	/**
	 * Creates the writer.
	 * @param details completes problems
	 * @param writers returns all writers of the application, this one possibly among them
	 */
	public ReturnedDetailWriter(Supplier<ReturnedDetails> details, Supplier<List<HttpMessageWriter<?>>> writers) {
		this.details = SingletonSupplier.of(details);
		this.writers = SingletonSupplier.of(writers);
	}

	@Override
	public List<MediaType> getWritableMediaTypes() {
		return List.of();
	}

	@Override
	public boolean canWrite(ResolvableType type, @Nullable MediaType mediaType) {
		return ProblemDetail.class.isAssignableFrom(type.toClass()) && writer(type, mediaType) != null;
	}

	@SuppressWarnings("unchecked")
	private @Nullable HttpMessageWriter<ProblemDetail> writer(ResolvableType type, @Nullable MediaType mediaType) {
		for (HttpMessageWriter<?> writer : this.writers.obtain()) {
			if (!(writer instanceof ReturnedDetailWriter) && writer.canWrite(type, mediaType)) {
				return (HttpMessageWriter<ProblemDetail>) writer;
			}
		}
		return null;
	}

	private HttpMessageWriter<ProblemDetail> known(ResolvableType type, @Nullable MediaType mediaType) {
		HttpMessageWriter<ProblemDetail> writer = writer(type, mediaType);
		if (writer == null) {
			throw new IllegalStateException("Nobody writes " + type);
		}
		return writer;
	}

	@Override
	public Mono<Void> write(Publisher<? extends ProblemDetail> body, ResolvableType type, @Nullable MediaType mediaType,
			ReactiveHttpOutputMessage message, Map<String, Object> hints) {
		return known(type, mediaType).write(body, type, mediaType, message, hints);
	}

	/** Of several problems each is a value like any other, not what the answer says. */
	@Override
	public Mono<Void> write(Publisher<? extends ProblemDetail> body, ResolvableType actualType, ResolvableType type,
			@Nullable MediaType mediaType, ServerHttpRequest request, ServerHttpResponse response,
			Map<String, Object> hints) {
		ProblemResponse watched = ProblemResponse.in(response);
		Publisher<? extends ProblemDetail> written = (watched != null
				&& body instanceof Mono<? extends ProblemDetail> one)
						? one.map((detail) -> complete(detail, watched.failed(), response.getHeaders())) : body;
		return known(type, mediaType).write(written, actualType, type, mediaType, request, response, hints);
	}

	private ProblemDetail complete(ProblemDetail detail, ReactiveProblemRequest failed, HttpHeaders headers) {
		return ReturnedDetails.isError(detail) ? this.details.obtain().complete(detail, failed, headers) : detail;
	}

}
