package dev.mishap.internal.servlet.payload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Largest body of each path. */
public final class PayloadLimits {

	private final @Nullable DataSize general;

	private final List<PathLimit> paths;

	/**
	 * Creates the limits.
	 * @param general the limit of every path that has none of its own, {@code null} or
	 * negative for none
	 * @param paths the limits of path patterns, the first that matches counts; negative
	 * for none
	 */
	public PayloadLimits(@Nullable DataSize general, Map<String, DataSize> paths) {
		this.general = limit(general);
		List<PathLimit> limits = new ArrayList<>();
		paths.forEach((pattern, size) -> limits
			.add(new PathLimit(PathPatternParser.defaultInstance.parse(pattern), limit(size))));
		this.paths = List.copyOf(limits);
	}

	private static @Nullable DataSize limit(@Nullable DataSize size) {
		return (size == null || size.isNegative()) ? null : size;
	}

	/** Returns the largest of all limits, {@code null} if there is none. */
	public @Nullable DataSize largest() {
		DataSize largest = this.general;
		for (PathLimit path : this.paths) {
			DataSize limit = path.limit();
			if (limit != null && (largest == null || limit.compareTo(largest) > 0)) {
				largest = limit;
			}
		}
		return largest;
	}

	/** Returns the limit of a request, {@code null} if it has none. */
	@Nullable DataSize limitOf(HttpServletRequest request) {
		if (this.paths.isEmpty()) {
			return this.general;
		}
		PathContainer path = RequestPath.parse(request.getRequestURI(), request.getContextPath())
			.pathWithinApplication();
		for (PathLimit candidate : this.paths) {
			if (candidate.pattern().matches(path)) {
				return candidate.limit();
			}
		}
		return this.general;
	}

	private record PathLimit(PathPattern pattern, @Nullable DataSize limit) {

	}

}
