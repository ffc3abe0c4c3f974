package dev.mishap.internal.reactive.catalogue;

import java.util.Map;

import dev.mishap.internal.catalogue.CataloguePages;

import org.springframework.core.Ordered;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/**
 * Maps the paths of the catalogue behind every mapping of the application but that of
 * static files, which answers for all paths.
 */
public final class CatalogueMapping extends SimpleUrlHandlerMapping {

	/** Before the static files, which come last but one. */
	private static final int BEFORE_STATIC_FILES = Ordered.LOWEST_PRECEDENCE - 50;

	/**
	 * Creates the mapping.
	 * @param path the path of the list, below the base path
	 * @param pages the pages
	 */
	public CatalogueMapping(String path, CataloguePages pages) {
		CatalogueHandler handler = new CatalogueHandler(pages, StringUtils.countOccurrencesOf(path, "/"));
		setUrlMap(Map.of(path, handler, path + "/", handler, path + "/{name}", handler));
		setOrder(BEFORE_STATIC_FILES);
	}

}
