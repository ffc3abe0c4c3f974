package dev.mishap.internal.servlet.catalogue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.catalogue.CataloguePages;
import dev.mishap.internal.catalogue.CataloguePages.Page;
import dev.mishap.internal.servlet.StandInRequest;
import dev.mishap.servlet.ProblemResponder;
import dev.mishap.servlet.ServletProblemRequest;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.http.HttpMethod;
import org.springframework.util.StringUtils;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.ServletRequestPathUtils;

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
		Handler handler = new Handler(pages, responder, StringUtils.countOccurrencesOf(path, "/"));
		setUrlMap(Map.of(path, handler, path + "/", handler, path + "/{name}", handler));
		setOrder(BEFORE_STATIC_FILES);
	}

	/** Answers requests for the pages of the catalogue. */
	private static final class Handler implements HttpRequestHandler {

		private final CataloguePages pages;

		private final ProblemResponder responder;

		private final int depth;

		/**
		 * Creates the handler.
		 * @param pages the pages
		 * @param responder answers where there is no page
		 * @param depth how many segments the path of the list has
		 */
		Handler(CataloguePages pages, ProblemResponder responder, int depth) {
			this.pages = pages;
			this.responder = responder;
			this.depth = depth;
		}

		@Override
		public void handleRequest(HttpServletRequest request, HttpServletResponse response)
				throws ServletException, IOException {
			String method = request.getMethod();
			if (method.equals("OPTIONS")) {
				response.setHeader("Allow", "GET, HEAD, OPTIONS");
				return;
			}
			if (!method.equals("GET") && !method.equals("HEAD")) {
				this.responder.answer(
						new HttpRequestMethodNotSupportedException(method, List.of("GET", "HEAD", "OPTIONS")), request,
						response);
				return;
			}
			String path = request.getRequestURI().replaceAll("/+$", "");
			String within = path.substring(prefix(request).length());
			boolean isList = within.chars().filter((c) -> c == '/').count() <= this.depth;
			int slash = path.lastIndexOf('/');
			Locale decided = new ServletProblemRequest(request, response, Door.APPLICATION).decidedLocale();
			Page page = this.pages.page(isList ? null : path.substring(slash + 1),
					isList ? path : path.substring(0, slash), Collections.list(request.getHeaders("Accept")), decided,
					request.getHeader("Accept-Language"));
			if (page == null) {
				this.responder.answer(
						new NoResourceFoundException(HttpMethod.valueOf(method), request.getRequestURI(), within),
						request, response);
				return;
			}
			send(page, response);
		}

		/** What stands before the paths of the application. */
		private static String prefix(HttpServletRequest request) {
			@Nullable String servlet = request.getServletPath();
			String context = request.getContextPath();
			boolean ofServlet = servlet != null && request.getPathInfo() != null;
			return ofServlet ? context + servlet : context;
		}

		private static void send(Page page, HttpServletResponse response) throws IOException {
			response.setContentType(page.contentType());
			response.setHeader("Content-Language", page.language().toLanguageTag());
			response.addHeader("Vary", CataloguePages.VARY);
			CataloguePages.SAFETY.forEach(response::setHeader);
			response.setContentLength(page.content().length);
			response.getOutputStream().write(page.content());
		}

	}

	/**
	 * Returns who answers GET requests for a path before a mapping is asked.
	 * @param path the path, below that of the servlet
	 * @param prefix the path of the servlet, empty for the default one
	 * @param own the mapping
	 * @param mappings all mappings
	 * @param context the application
	 * @return words for who it is, or {@code null} if nobody does
	 */
	public static @Nullable String holderOf(String path, String prefix, HandlerMapping own,
			Iterable<HandlerMapping> mappings, ServletContext context) {
		List<HandlerMapping> all = new ArrayList<>();
		mappings.forEach(all::add);
		AnnotationAwareOrderComparator.sort(all);
		for (HandlerMapping mapping : all) {
			if (mapping == own) {
				return null;
			}
			String holder = holder(mapping, StandInRequest.probe(prefix, path, context));
			if (holder != null) {
				return holder;
			}
		}
		return null;
	}

	private static @Nullable String holder(HandlerMapping mapping, HttpServletRequest request) {
		try {
			ServletRequestPathUtils.parseAndCache(request);
			HandlerExecutionChain chain = mapping.getHandler(request);
			return (chain != null) ? CataloguePages.nameOf(chain.getHandler()) : null;
		}
		catch (ServletException ex) {
			// it knows the path, but not with this method or form: then nobody is asked
			// after it
			return "a handler for other methods or formats";
		}
		catch (Exception | LinkageError ignored) {
			// a mapping that needs a real request tells nothing before there is one
			return null;
		}
	}

}
