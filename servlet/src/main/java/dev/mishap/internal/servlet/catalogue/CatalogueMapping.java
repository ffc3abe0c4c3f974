package dev.mishap.internal.servlet.catalogue;

import java.util.Map;

import dev.mishap.internal.catalogue.CataloguePages;
import dev.mishap.servlet.ProblemResponder;

import org.springframework.core.Ordered;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Maps the paths of the catalogue behind every mapping of the application but that of
 * static files, which answers for all paths.
 */
public final class CatalogueMapping extends SimpleUrlHandlerMapping {

	/** Before the static files, which come last but one. */
	private static final int BEFORE_STATIC_FILES = Ordered.LOWEST_PRECEDENCE - 50;

	/**
	 * Creates the mapping.
	 * @param path the path of the list, below that of the servlet
	 * @param pages the pages
	 * @param responder answers where there is no page
	 */
	public CatalogueMapping(String path, CataloguePages pages, ProblemResponder responder) {
		CatalogueHandler handler = new CatalogueHandler(pages, responder, StringUtils.countOccurrencesOf(path, "/"));
		setUrlMap(Map.of(path, handler, path + "/", handler, path + "/{name}", handler));
		setOrder(BEFORE_STATIC_FILES);
	}

}
