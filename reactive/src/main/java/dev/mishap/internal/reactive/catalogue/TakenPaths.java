package dev.mishap.internal.reactive.catalogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.mishap.internal.catalogue.CataloguePages;
import dev.mishap.internal.reactive.DetachedRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

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
	 * @return words for who it is, or {@code null} if nobody does
	 */
	public static @Nullable String holderOf(String path, String basePath, HandlerMapping own,
			Iterable<HandlerMapping> mappings) {
		List<HandlerMapping> all = new ArrayList<>();
		mappings.forEach(all::add);
		AnnotationAwareOrderComparator.sort(all);
		for (HandlerMapping mapping : all) {
			if (mapping == own) {
				return null;
			}
			String holder = holder(mapping, DetachedRequest.exchange(HttpMethod.GET, basePath, path));
			if (holder != null) {
				return holder;
			}
		}
		return null;
	}

	private static @Nullable String holder(HandlerMapping mapping, ServerWebExchange exchange) {
		try {
			Object handler = mapping.getHandler(exchange).block(PATIENCE);
			return (handler != null) ? CataloguePages.nameOf(handler) : null;
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

}
