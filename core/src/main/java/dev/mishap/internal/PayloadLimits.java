package dev.mishap.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/** Largest body of each path. */
public final class PayloadLimits {

	private final @Nullable DataSize general;

	private final PathPatterns patterns;

	/** In the order of the patterns. */
	private final List<@Nullable DataSize> limits;

	/**
	 * Creates the limits.
	 * @param general the limit of every path that has none of its own, {@code null} or
	 * negative for none
	 * @param paths the limits of path patterns, the first that matches counts; negative
	 * for none
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
