package dev.mishap;

import java.util.Collections;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Text that is still to be found: a key of the message bundles and what goes into its
 * place holders. The application's {@code MessageSource} is asked first, then the texts
 * of the library.
 *
 * @param key the key below {@code mishap.detail.} or {@code mishap.violation.}
 * @param arguments the values for {@code {0}}, {@code {1}} …
 * @param fallback the text to use where no bundle has the key, or {@code null} for the
 * text of the status
 */
public record Wording(String key, List<Object> arguments, @Nullable String fallback) {

	/**
	 * Creates a wording from all its parts.
	 */
	public Wording {
		arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
	}

	/**
	 * Returns the wording with a key and what goes into its place holders.
	 * @param key the key
	 * @param arguments the values
	 */
	public static Wording of(String key, Object... arguments) {
		return new Wording(key, List.of(arguments), null);
	}

}
