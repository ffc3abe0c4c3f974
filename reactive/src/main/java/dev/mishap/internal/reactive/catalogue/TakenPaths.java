package dev.mishap.internal.reactive.catalogue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.mishap.internal.reactive.DetachedResponse;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;

/**
 * Finds out whether an application answers requests for a path already, by asking its
 * mappings, of whatever kind they are. No handler runs. Blocks, as a start may.
 */
public final class TakenPaths {

	/** A mapping that needs longer to say so asks somebody who is not there yet. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private TakenPaths() {
	}

	/**
	 * Returns who answers GET requests for a path before a mapping is asked.
	 * @param path the path, below the base path
	 * @param basePath the base path of the application, empty if there is none
	 * @param own the mapping
	 * @param mappings all mappings
	 * @param codecs the codecs of the application
	 * @return words for who it is, or {@code null} if nobody does
	 */
	public static @Nullable String holderOf(String path, String basePath, HandlerMapping own,
			Iterable<HandlerMapping> mappings, ServerCodecConfigurer codecs) {
		List<HandlerMapping> all = new ArrayList<>();
		mappings.forEach(all::add);
		AnnotationAwareOrderComparator.sort(all);
		for (HandlerMapping mapping : all) {
			if (mapping == own) {
				return null;
			}
			String holder = holder(mapping, exchange(basePath, path, codecs));
			if (holder != null) {
				return holder;
			}
		}
		return null;
	}

	private static ServerWebExchange exchange(String basePath, String path, ServerCodecConfigurer codecs) {
		return new DefaultServerWebExchange(new Probe(basePath, path), new DetachedResponse(),
				new DefaultWebSessionManager(), codecs, new AcceptHeaderLocaleContextResolver());
	}

	private static @Nullable String holder(HandlerMapping mapping, ServerWebExchange exchange) {
		try {
			Object handler = mapping.getHandler(exchange).block(PATIENCE);
			return (handler != null) ? name(handler) : null;
		}
		catch (ResponseStatusException ex) {
			// it knows the path, but not with this method or form: then nobody is asked
			// after it
			return "a handler for other methods or formats";
		}
		catch (RuntimeException | LinkageError ignored) {
			// a mapping that needs a real request tells nothing before there is one
			return null;
		}
	}

	private static String name(Object handler) {
		if (handler instanceof HandlerMethod method) {
			return method.getBeanType().getName() + "#" + method.getMethod().getName();
		}
		return handler.getClass().getName().replaceAll("\\$\\$.*", "");
	}

	/** Request that there is not. */
	private static final class Probe extends AbstractServerHttpRequest {

		Probe(String basePath, String path) {
			super(HttpMethod.GET, URI.create("http://localhost" + basePath + path), basePath, accept());
		}

		private static HttpHeaders accept() {
			HttpHeaders headers = new HttpHeaders();
			headers.set(HttpHeaders.ACCEPT, "text/html,*/*");
			return headers;
		}

		@Override
		protected MultiValueMap<String, HttpCookie> initCookies() {
			return new LinkedMultiValueMap<>();
		}

		@Override
		protected @Nullable SslInfo initSslInfo() {
			return null;
		}

		@Override
		@SuppressWarnings("unchecked")
		public <T> T getNativeRequest() {
			return (T) this;
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.empty();
		}

	}

}
