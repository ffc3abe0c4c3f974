package dev.mishap.internal.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes {@code problems.json}: the registry as a file for version control, one member a
 * line, the same bytes for the same problems on every machine and with every JSON
 * library, or none.
 */
public final class RegistryJson {

	private RegistryJson() {
	}

	/**
	 * Writes a registry into a file.
	 * @param registry the registry
	 * @param file the file
	 * @throws IOException if the file cannot be written
	 */
	public static void write(ProblemRegistry registry, Path file) throws IOException {
		Files.writeString(file, of(registry.asData()), StandardCharsets.UTF_8);
	}

	/**
	 * Returns data as JSON.
	 * @param data maps, lists, texts, numbers, booleans and {@code null}
	 */
	public static String of(@Nullable Object data) {
		StringBuilder json = new StringBuilder();
		append(json, data, "\n");
		return json.append('\n').toString();
	}

	private static void append(StringBuilder json, @Nullable Object value, String line) {
		if (value instanceof Map<?, ?> map) {
			Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
			appendAll(json, '{', '}', line, entries, (entry) -> {
				append(json, String.valueOf(entry.getKey()));
				json.append(": ");
				append(json, entry.getValue(), line + "  ");
			});
		}
		else if (value instanceof Collection<?> collection) {
			appendAll(json, '[', ']', line, collection.iterator(), (element) -> append(json, element, line + "  "));
		}
		else if (value == null || value instanceof Number || value instanceof Boolean) {
			json.append(value);
		}
		else {
			append(json, String.valueOf(value));
		}
	}

	private static <T extends @Nullable Object> void appendAll(StringBuilder json, char open, char close, String line,
			Iterator<T> all, java.util.function.Consumer<T> one) {
		json.append(open);
		if (all.hasNext()) {
			while (all.hasNext()) {
				json.append(line).append("  ");
				one.accept(all.next());
				json.append(all.hasNext() ? "," : line);
			}
		}
		json.append(close);
	}

	private static void append(StringBuilder json, String text) {
		json.append('"');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"' || c == '\\') {
				json.append('\\').append(c);
			}
			else if (c < 0x20 || c == 0x7F) {
				json.append(String.format("\\u%04x", (int) c));
			}
			else {
				json.append(c);
			}
		}
		json.append('"');
	}

}
