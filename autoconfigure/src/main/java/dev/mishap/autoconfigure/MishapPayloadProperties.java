package dev.mishap.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Keys under {@code mishap.payload}.
 *
 * @param maxSize Largest body of a request, whatever its media type. Without it there is
 * no limit beyond those of multipart and form data.
 * @param paths Limits of single paths, the first that matches counts.
 * @since 0.1.0
 */
@ConfigurationProperties("mishap.payload")
public record MishapPayloadProperties(@Nullable DataSize maxSize, @DefaultValue List<PathLimit> paths) {

	/**
	 * Limit of the paths that match a pattern.
	 *
	 * @param pattern Path pattern below the context path, such as /upload/**.
	 * @param maxSize Largest body of a request, a negative size for no limit.
	 */
	public record PathLimit(String pattern, DataSize maxSize) {

		/**
		 * Checks the values.
		 */
		public PathLimit {
			PropertyChecks.path("pattern", pattern);
			PropertyChecks.size("max-size", maxSize);
		}

	}

}
