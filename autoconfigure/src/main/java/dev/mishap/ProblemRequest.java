package dev.mishap;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Request that failed, as far as an answer needs to know it. A request that the container
 * could not parse has neither method nor path, and no headers.
 */
public interface ProblemRequest {

	/**
	 * Returns the method.
	 * @return the method as sent, or {@code null} if it could not be parsed
	 */
	@Nullable String method();

	/**
	 * Returns the path of the original request, without its query.
	 * @return the path, not decoded, or {@code null} if it could not be parsed
	 */
	@Nullable String path();

	/**
	 * Returns the first value of a header field.
	 * @param name the field name in any case
	 * @return the value, or {@code null} if the request has no such field
	 */
	@Nullable String header(String name);

	/**
	 * Returns all values of a header field.
	 * @param name the field name in any case
	 * @return the values, one for each line, none if the request has no such field
	 */
	List<String> headers(String name);

	/**
	 * Returns whether connections are managed by header fields, as in HTTP/1.x; HTTP/2
	 * forbids {@code Connection} (RFC 9113, section 8.2.2).
	 */
	boolean isHttp1();

	/**
	 * Returns what was kept with this request under a name.
	 * @param name the attribute name
	 * @return the value, or {@code null} if there is none
	 */
	@Nullable Object attribute(String name);

	/**
	 * Keeps a value with this request, over all its dispatches.
	 * @param name the attribute name
	 * @param value the value
	 */
	void attribute(String name, Object value);

	/**
	 * Returns the request of the technology below.
	 * @param <T> the type asked for
	 * @param type the type asked for, such as {@code HttpServletRequest}
	 * @return the request, or {@code null} if it is of another technology
	 */
	<T> @Nullable T unwrap(Class<T> type);

}
