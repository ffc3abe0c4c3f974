package dev.mishap.internal.reactive;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.mishap.ProblemRequest;
import dev.mishap.internal.HeaderFields.OwedHeader;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.ResourceHttpMessageWriter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.resource.ResourceWebHandler;

/**
 * Remembers of which resource a range was asked for. Spring's writer of resources refuses
 * a range that a resource does not have without saying how long the resource is (RFC
 * 9110, section 15.5.17).
 */
public final class NotedResources {

	private NotedResources() {
	}

	/**
	 * Returns a writer of the resources that handlers return: whichever would have
	 * written them.
	 * @param writers returns all writers of the application, this one possibly among them
	 */
	public static HttpMessageWriter<Resource> writer(Supplier<List<HttpMessageWriter<?>>> writers) {
		return new Returned(writers);
	}

	/**
	 * Notes the static resources of an application.
	 * @param mapping a mapping that may have them
	 */
	public static void installIn(HandlerMapping mapping) {
		if (mapping instanceof AbstractUrlHandlerMapping urls) {
			urls.getHandlerMap().values().forEach((handler) -> {
				if (handler instanceof ResourceWebHandler resources) {
					ResourceHttpMessageWriter writer = resources.getResourceHttpMessageWriter();
					if (writer != null) {
						resources.setResourceHttpMessageWriter(new Static(writer));
					}
				}
			});
		}
	}

	/** Returns what a 416 owes. */
	public static OwedHeader contentRange() {
		return OwedHeader.of(HttpHeaders.CONTENT_RANGE, NotedResources::range);
	}

	private static List<String> range(ProblemRequest request) {
		Resource resource = ReactiveState.of(request.state()).resource();
		try {
			return (resource != null) ? List.of("bytes */" + resource.contentLength()) : List.of();
		}
		catch (IOException ignored) {
			return List.of();
		}
	}

	private static Publisher<? extends Resource> noting(Publisher<? extends Resource> resources,
			ServerHttpRequest request, ServerHttpResponse response) {
		ProblemResponse watched = (request.getHeaders().getFirst(HttpHeaders.RANGE) != null)
				? ProblemResponse.in(response) : null;
		if (watched == null) {
			return resources;
		}
		ReactiveState state = ReactiveState.of(watched.state());
		return (resources instanceof Mono<? extends Resource> one) ? one.doOnNext(state::resource)
				: Flux.from(resources).doOnNext(state::resource);
	}

	private static final class Returned extends OutermostWriter<Resource> {

		Returned(Supplier<List<HttpMessageWriter<?>>> writers) {
			super(Resource.class, writers);
		}

		@Override
		Publisher<? extends Resource> before(Publisher<? extends Resource> body, ServerHttpRequest request,
				ServerHttpResponse response) {
			return noting(body, request, response);
		}

	}

	private static final class Static extends ResourceHttpMessageWriter {

		private final ResourceHttpMessageWriter writer;

		Static(ResourceHttpMessageWriter writer) {
			this.writer = writer;
		}

		@Override
		public Mono<Void> write(Publisher<? extends Resource> body, @Nullable ResolvableType actualType,
				ResolvableType type, @Nullable MediaType mediaType, ServerHttpRequest request,
				ServerHttpResponse response, Map<String, Object> hints) {
			return this.writer.write(noting(body, request, response), actualType, type, mediaType, request, response,
					hints);
		}

	}

}
