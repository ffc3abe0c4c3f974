package dev.mishap.internal.servlet;

import java.util.List;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Paths whose errors somebody else answers. */
public final class ExcludedPaths {

	private final List<PathPattern> patterns;

	public ExcludedPaths(List<String> patterns) {
		this.patterns = patterns.stream().map(PathPatternParser.defaultInstance::parse).toList();
	}

	/** Returns whether the request is left alone, and notes it with the request. */
	boolean contain(HttpServletRequest request) {
		if (this.patterns.isEmpty()) {
			return false;
		}
		Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		String uri = (original != null) ? original.toString() : request.getRequestURI();
		PathContainer path = RequestPath.parse(uri, request.getContextPath()).pathWithinApplication();
		for (PathPattern pattern : this.patterns) {
			if (pattern.matches(path)) {
				ServletState.of(request).leaveAlone();
				return true;
			}
		}
		return false;
	}

}
