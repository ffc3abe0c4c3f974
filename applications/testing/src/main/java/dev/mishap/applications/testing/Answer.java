package dev.mishap.applications.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Answer of a server.
 *
 * @param status the status, 0 if the server closed without a word
 * @param headers the header fields, names in any case
 * @param content the content, chunks put together
 * @param whole whether the message was complete
 */
public record Answer(int status, Map<String, List<String>> headers, byte[] content, boolean whole) {

	public String body() {
		return new String(this.content, StandardCharsets.UTF_8);
	}

	public List<String> lines(String name) {
		return this.headers.getOrDefault(name, List.of());
	}

	/** Returns all lines of a field as one list, {@code null} if it is absent. */
	public @Nullable String header(String name) {
		List<String> lines = lines(name);
		return lines.isEmpty() ? null : String.join(", ", lines);
	}

	@Override
	public String toString() {
		return this.status + " " + this.headers + "\n" + body();
	}

}
