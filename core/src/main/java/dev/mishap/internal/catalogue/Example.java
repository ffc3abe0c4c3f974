package dev.mishap.internal.catalogue;

import java.util.List;
import java.util.Map;

/**
 * Answer that readers are shown.
 *
 * @param status the HTTP status
 * @param headers the header fields that belong to this problem, in the order in which
 * they are written
 * @param contentType the media type of the body
 * @param body the body
 */
public record Example(int status, Map<String, List<String>> headers, String contentType, String body) {

	/**
	 * Returns whether the body is JSON.
	 */
	public boolean isJson() {
		return this.contentType.contains("json");
	}

}
