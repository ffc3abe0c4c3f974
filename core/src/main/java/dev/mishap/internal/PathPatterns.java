package dev.mishap.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.PropertyResolver;
import org.springframework.http.server.PathContainer;
import org.springframework.util.unit.DataSize;
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
	 * Returns the base path of a WebFlux application as Boot reads it: with a slash
	 * before it and none behind it, however it is written.
	 * @param environment the configuration
	 * @return the base path, empty if there is none
	 */
	public static String basePath(PropertyResolver environment) {
		String path = environment.getProperty("spring.webflux.base-path", "").strip();
		String begun = (path.isEmpty() || path.startsWith("/")) ? path : "/" + path;
		return begun.endsWith("/") ? begun.substring(0, begun.length() - 1) : begun;
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

	/** Largest body of each path. */
	public static final class PayloadLimits {

		private final @Nullable DataSize general;

		private final PathPatterns patterns;

		/** In the order of the patterns. */
		private final List<@Nullable DataSize> limits;

		/**
		 * Creates the limits.
		 * @param general the limit of every path that has none of its own, {@code null}
		 * or negative for none
		 * @param paths the limits of path patterns, the first that matches counts;
		 * negative for none
		 */
		public PayloadLimits(@Nullable DataSize general, Map<String, DataSize> paths) {
			this.general = limit(general);
			this.patterns = new PathPatterns(List.copyOf(paths.keySet()));
			List<@Nullable DataSize> limits = new ArrayList<>();
			paths.values().forEach((size) -> limits.add(limit(size)));
			this.limits = Collections.unmodifiableList(limits);
		}

		private static @Nullable DataSize limit(@Nullable DataSize size) {
			return (size == null || size.isNegative()) ? null : size;
		}

		/** Returns the largest of all limits, {@code null} if there is none. */
		public @Nullable DataSize largest() {
			DataSize largest = this.general;
			for (DataSize limit : this.limits) {
				if (limit != null && (largest == null || limit.compareTo(largest) > 0)) {
					largest = limit;
				}
			}
			return largest;
		}

		/**
		 * Returns the limit of a request.
		 * @param path the path of the request, not decoded, with its context path
		 * @param contextPath the context path
		 * @return the limit, or {@code null} if there is none
		 */
		public @Nullable DataSize limitOf(String path, String contextPath) {
			int index = this.patterns.indexOf(path, contextPath);
			return (index >= 0) ? this.limits.get(index) : this.general;
		}

	}

}
