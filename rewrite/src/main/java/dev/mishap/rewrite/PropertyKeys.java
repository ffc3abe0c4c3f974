package dev.mishap.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.openrewrite.Tree;
import org.openrewrite.properties.PropertiesParser;
import org.openrewrite.properties.tree.Properties;

/** Moves keys in a file of properties. */
final class PropertyKeys {

	private PropertyKeys() {
	}

	/** Returns the keys of a file that are to be moved. */
	static Map<String, String> old(Properties.File file) {
		Map<String, String> old = new LinkedHashMap<>();
		for (Properties.Content content : file.getContent()) {
			if (content instanceof Properties.Entry entry && ErrorHandlingKeys.isOne(entry.getKey())) {
				old.put(entry.getKey(), entry.getValue().getText());
			}
		}
		return old;
	}

	/**
	 * Returns a file with its keys moved.
	 * @param file the file
	 * @param keys what the keys are called
	 * @param base the keys of the whole application, {@code null} if they do not count
	 * beside the file
	 * @param main whether the file is that of the whole application
	 */
	static Properties.File move(Properties.File file, ErrorHandlingKeys keys, @Nullable Map<String, String> base,
			boolean main) {
		Map<String, String> old = new LinkedHashMap<>();
		List<Properties.Content> kept = new ArrayList<>();
		boolean said = false;
		for (Properties.Content content : file.getContent()) {
			if (content instanceof Properties.Entry entry && ErrorHandlingKeys.isOne(entry.getKey())) {
				old.put(entry.getKey(), entry.getValue().getText());
			}
			else {
				boolean first = kept.isEmpty() && content.getPrefix().startsWith("\n");
				kept.add(first && !old.isEmpty() ? (Properties.Content) content.withPrefix("") : content);
				said |= content instanceof Properties.Entry entry
						&& entry.getKey().replace("-", "").equalsIgnoreCase("mishap.validation.status");
			}
		}
		MovedKeys moved = (main || base == null) ? keys.move(old, main && !said) : keys.move(old, base);
		if (moved.isEmpty() || (said && old.isEmpty())) {
			return file;
		}
		List<Properties.Content> added = PropertiesParser.builder()
			.build()
			.parse(moved.properties().stripTrailing())
			.filter(Properties.File.class::isInstance)
			.flatMap((one) -> ((Properties.File) one).getContent().stream())
			.toList();
		for (Properties.Content content : added) {
			String prefix = kept.isEmpty() ? "" : "\n";
			kept.add((Properties.Content) content.withPrefix(prefix).withId(Tree.randomId()));
		}
		return file.withContent(kept);
	}

}
