package dev.mishap.internal.reactive.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.mishap.internal.catalogue.CataloguePages;
import dev.mishap.internal.catalogue.CataloguePages.Page;
import dev.mishap.internal.reactive.ReactiveState;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/** Answers requests for the pages of the catalogue. */
final class CatalogueHandler implements WebHandler {

	private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

	private final CataloguePages pages;

	private final int depth;

	/**
	 * Creates the handler.
	 * @param pages the pages
	 * @param depth how many segments the path of the list has
	 */
	CatalogueHandler(CataloguePages pages, int depth) {
		this.pages = pages;
		this.depth = depth;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		HttpMethod method = exchange.getRequest().getMethod();
		if (method.equals(HttpMethod.OPTIONS)) {
			exchange.getResponse().getHeaders().set(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS");
			return Mono.empty();
		}
		if (!METHODS.contains(method)) {
			return Mono.error(new MethodNotAllowedException(method, METHODS));
		}
		RequestPath address = exchange.getRequest().getPath();
		String path = address.value().replaceAll("/+$", "");
		String within = path.substring(address.contextPath().value().length());
		boolean isList = within.chars().filter((c) -> c == '/').count() <= this.depth;
		// the first page is made of the registry, for which class files are read
		return Mono.fromCallable(() -> page(path, isList, exchange))
			.subscribeOn(Schedulers.boundedElastic())
			.switchIfEmpty(Mono.error(() -> new NoResourceFoundException(exchange.getRequest().getURI(), within)))
			.flatMap((page) -> send(page, exchange.getResponse()));
	}

	private @Nullable Page page(String path, boolean isList, ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		List<String> accept = request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT);
		String language = request.getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE);
		Locale decided = ReactiveState.decidedLocale(exchange);
		int slash = path.lastIndexOf('/');
		return this.pages.page(isList ? null : path.substring(slash + 1), isList ? path : path.substring(0, slash),
				accept, decided, language);
	}

	/** The server drops the body of an answer to HEAD, and does not end it by itself. */
	private static Mono<Void> send(Page page, ServerHttpResponse response) {
		HttpHeaders headers = response.getHeaders();
		headers.setContentType(MediaType.parseMediaType(page.contentType()));
		headers.setContentLanguage(page.language());
		headers.add(HttpHeaders.VARY, CataloguePages.VARY);
		CataloguePages.SAFETY.forEach(headers::set);
		headers.setContentLength(page.content().length);
		Mono<DataBuffer> content = Mono.fromSupplier(() -> response.bufferFactory().wrap(page.content()));
		return response.writeWith(content).then(Mono.defer(response::setComplete));
	}

}
