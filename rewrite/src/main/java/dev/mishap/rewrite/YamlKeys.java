package dev.mishap.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.openrewrite.internal.ListUtils;
import org.openrewrite.yaml.YamlParser;
import org.openrewrite.yaml.tree.Yaml;

/** Moves keys in a file of YAML. */
final class YamlKeys {

	private final ErrorHandlingKeys keys;

	private final @Nullable Map<String, String> base;

	/**
	 * Creates it.
	 * @param keys what the keys are called
	 * @param base the keys of the whole application, {@code null} if they do not count
	 * beside the file
	 */
	YamlKeys(ErrorHandlingKeys keys, @Nullable Map<String, String> base) {
		this.keys = keys;
		this.base = base;
	}

	/** Returns the keys of the first document of a file that are to be moved. */
	static Map<String, String> old(Yaml.Documents documents) {
		Map<String, String> old = new LinkedHashMap<>();
		if (!documents.getDocuments().isEmpty()) {
			flatten("", documents.getDocuments().get(0).getBlock(), old);
		}
		old.keySet().removeIf((key) -> !ErrorHandlingKeys.isOne(key));
		return old;
	}

	/**
	 * Returns a file with its keys moved, within each of its documents.
	 * @param documents the file
	 * @param main whether its first document is that of the whole application
	 */
	Yaml.Documents move(Yaml.Documents documents, boolean main) {
		boolean[] first = { main };
		return documents.withDocuments(ListUtils.map(documents.getDocuments(), (document) -> {
			boolean whole = first[0];
			first[0] = false;
			return move(document, whole);
		}));
	}

	private Yaml.Document move(Yaml.Document document, boolean main) {
		if (!(document.getBlock() instanceof Yaml.Mapping mapping)) {
			return document;
		}
		Map<String, String> all = new LinkedHashMap<>();
		flatten("", mapping, all);
		Map<String, String> old = new LinkedHashMap<>(all);
		old.keySet().removeIf((key) -> !ErrorHandlingKeys.isOne(key));
		boolean said = all.keySet()
			.stream()
			.anyMatch((key) -> key.replace("-", "").equalsIgnoreCase("mishap.validation.status"));
		MovedKeys moved = (!main && this.base != null) ? this.keys.move(old, this.base)
				: this.keys.move(old, main && !said);
		if (moved.isEmpty() || (said && old.isEmpty())) {
			return document;
		}
		Yaml.Mapping left = without(mapping, "");
		List<Yaml.Mapping.Entry> entries = new ArrayList<>((left != null) ? left.getEntries() : List.of());
		boolean clash = entries.stream().anyMatch((entry) -> entry.getKey().getValue().equals("mishap"));
		for (Yaml.Mapping.Entry entry : parse(clash ? dotted(moved.yaml()) : moved.yaml())) {
			String prefix = entry.getPrefix();
			entries.add(entries.isEmpty() || prefix.startsWith("\n") ? entry : entry.withPrefix("\n" + prefix));
		}
		if (left == null && !entries.isEmpty()) {
			Yaml.Mapping.Entry first = entries.get(0);
			String before = mapping.getEntries().isEmpty() ? "" : mapping.getEntries().get(0).getPrefix();
			entries.set(0, first.withPrefix(before + first.getPrefix().stripLeading()));
		}
		return document.withBlock(mapping.withEntries(entries));
	}

	/** Where there are keys of ours already, further ones stand beside them. */
	private static String dotted(String yaml) {
		return yaml.replace("mishap:\n", "").replaceAll("(?m)^  (\\w+):$", "mishap.$1:").replaceAll("(?m)^  #", "#");
	}

	private static List<Yaml.Mapping.Entry> parse(String yaml) {
		return YamlParser.builder()
			.build()
			.parse(yaml.stripTrailing())
			.filter(Yaml.Documents.class::isInstance)
			.flatMap((one) -> ((Yaml.Documents) one).getDocuments().stream())
			.filter((one) -> one.getBlock() instanceof Yaml.Mapping)
			.flatMap((one) -> ((Yaml.Mapping) one.getBlock()).getEntries().stream())
			.toList();
	}

	private static void flatten(String prefix, Yaml.Block block, Map<String, String> keys) {
		if (block instanceof Yaml.Mapping mapping) {
			for (Yaml.Mapping.Entry entry : mapping.getEntries()) {
				String key = entry.getKey().getValue();
				flatten(prefix.isEmpty() ? key : prefix + "." + key, entry.getValue(), keys);
			}
		}
		else if (block instanceof Yaml.Sequence sequence) {
			int index = 0;
			for (Yaml.Sequence.Entry entry : sequence.getEntries()) {
				flatten(prefix + "[" + index++ + "]", entry.getBlock(), keys);
			}
		}
		else if (block instanceof Yaml.Scalar scalar) {
			keys.put(prefix, scalar.getValue());
		}
	}

	/** Returns a mapping without the old keys, {@code null} if nothing else is in it. */
	private static Yaml.@Nullable Mapping without(Yaml.Mapping mapping, String prefix) {
		List<Yaml.Mapping.Entry> entries = new ArrayList<>();
		for (Yaml.Mapping.Entry entry : mapping.getEntries()) {
			String name = entry.getKey().getValue();
			String key = (prefix.isEmpty() ? name : prefix + "." + name);
			String path = key.toLowerCase(Locale.ROOT);
			if (path.equals("error.handling") || path.startsWith("error.handling.")) {
				continue;
			}
			if (path.equals("error") && entry.getValue() instanceof Yaml.Mapping inner) {
				Yaml.Mapping left = without(inner, key);
				if (left != null) {
					entries.add((left == inner) ? entry : entry.withValue(left));
				}
			}
			else {
				entries.add(entry);
			}
		}
		if (entries.isEmpty()) {
			return null;
		}
		boolean changed = entries.size() != mapping.getEntries().size();
		for (int i = 0; !changed && i < entries.size(); i++) {
			// entries are equal where their IDs are
			changed = entries.get(i) != mapping.getEntries().get(i);
		}
		return changed ? first(mapping, entries) : mapping;
	}

	/** What comes first now has no end of line before it where the first had none. */
	private static Yaml.Mapping first(Yaml.Mapping mapping, List<Yaml.Mapping.Entry> entries) {
		Yaml.Mapping.Entry old = mapping.getEntries().get(0);
		if (entries.get(0) != old && !old.getPrefix().startsWith("\n")) {
			entries.set(0, entries.get(0).withPrefix(entries.get(0).getPrefix().replaceFirst("^\n", "")));
		}
		return mapping.withEntries(entries);
	}

}
