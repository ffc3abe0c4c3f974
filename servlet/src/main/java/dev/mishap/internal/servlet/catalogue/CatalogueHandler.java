package dev.mishap.internal.servlet.catalogue;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.catalogue.CataloguePages;
import dev.mishap.internal.catalogue.CataloguePages.Page;
import dev.mishap.servlet.ProblemResponder;
import dev.mishap.servlet.ServletProblemRequest;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers requests for the pages of the catalogue. */
final class CatalogueHandler implements HttpRequestHandler {

	private final CataloguePages pages;

	private final ProblemResponder responder;

	private final int depth;

	/**
	 * Creates the handler.
	 * @param pages the pages
	 * @param responder answers where there is no page
	 * @param depth how many segments the path of the list has
	 */
	CatalogueHandler(CataloguePages pages, ProblemResponder responder, int depth) {
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
			this.responder.answer(new HttpRequestMethodNotSupportedException(method, List.of("GET", "HEAD", "OPTIONS")),
					request, response);
			return;
		}
		String path = request.getRequestURI().replaceAll("/+$", "");
		String within = path.substring(prefix(request).length());
		boolean isList = within.chars().filter((c) -> c == '/').count() <= this.depth;
		int slash = path.lastIndexOf('/');
		Locale decided = new ServletProblemRequest(request, response, Door.APPLICATION).decidedLocale();
		Page page = this.pages.page(isList ? null : path.substring(slash + 1), isList ? path : path.substring(0, slash),
				Collections.list(request.getHeaders("Accept")), decided, request.getHeader("Accept-Language"));
		if (page == null) {
			this.responder.answer(
					new NoResourceFoundException(HttpMethod.valueOf(method), request.getRequestURI(), within), request,
					response);
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
