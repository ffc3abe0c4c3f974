package dev.mishap.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.openrewrite.Tree;
import org.openrewrite.properties.PropertiesParser;
import org.openrewrite.properties.tree.Properties;

/** Moves keys in a file of properties. */
final class PropertyKeys {

	private PropertyKeys() {
	}

	static Properties.File move(Properties.File file, ErrorHandlingKeys keys, boolean main) {
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
		MovedKeys moved = keys.move(old, main && !said);
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
