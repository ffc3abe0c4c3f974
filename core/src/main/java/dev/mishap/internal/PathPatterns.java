package dev.mishap.internal;

import java.util.List;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Path patterns of the configuration, in Spring's own form and below the context path.
 */
public final class PathPatterns {

	private final List<PathPattern> patterns;

	/**
	 * Creates the patterns.
	 * @param patterns the patterns as they are written
	 */
	public PathPatterns(List<String> patterns) {
		this.patterns = patterns.stream().map(PathPatternParser.defaultInstance::parse).toList();
	}

	/**
	 * Returns whether one of the patterns matches.
	 * @param path the path of a request, not decoded, with its context path
	 * @param contextPath the context path
	 */
	public boolean match(String path, String contextPath) {
		return indexOf(path, contextPath) >= 0;
	}

	/**
	 * Returns the index of the first pattern that matches, -1 if none does.
	 * @param path the path of a request, not decoded, with its context path
	 * @param contextPath the context path
	 */
	public int indexOf(String path, String contextPath) {
		if (this.patterns.isEmpty()) {
			return -1;
		}
		PathContainer container = PathContainer
			.parsePath(path.startsWith(contextPath) ? path.substring(contextPath.length()) : path);
		for (int i = 0; i < this.patterns.size(); i++) {
			if (this.patterns.get(i).matches(container)) {
				return i;
			}
		}
		return -1;
	}

}
