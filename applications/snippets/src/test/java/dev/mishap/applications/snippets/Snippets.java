package dev.mishap.applications.snippets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The snippets of a page, in order.
 *
 * @param java those in Java, each as it stands there
 * @param configuration those in YAML that configure an application
 * @param properties those in the format of properties
 */
record Snippets(List<String> java, List<String> configuration, List<String> properties) {

	/**
	 * Files of applications that are moved are compiled and started where these are, in
	 * the module of the recipes.
	 */
	private static final Pattern BLOCK = Pattern
		.compile("(<!-- application [^\\n]*-->\\n+)?```(java|yaml|yml|properties)\\n(.*?)```", Pattern.DOTALL);

	private static final Pattern ROOT_KEY = Pattern.compile("(?m)^([\\w-]+)[.:]");

	private static final Set<String> ROOT_KEYS = Set.of("mishap", "spring", "server", "logging", "management");

	/** In the documents, this is the application of the reader. */
	private static final Pattern OF_READER = Pattern.compile("\\bcom\\.acme\\.(\\w+Exception)\\b");

	static Snippets of(Path page) throws IOException {
		Snippets snippets = new Snippets(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
		Matcher block = BLOCK.matcher(Files.readString(page));
		while (block.find()) {
			String code = block.group(3);
			if (block.group(1) != null) {
				continue;
			}
			switch (block.group(2)) {
				case "java" -> snippets.java.add(code);
				case "properties" -> snippets.properties.add(code);
				default -> {
					if (ROOT_KEY.matcher(code).results().allMatch((key) -> ROOT_KEYS.contains(key.group(1)))) {
						snippets.configuration.add(code);
					}
				}
			}
		}
		return snippets;
	}

	Snippets plus(Snippets others) {
		return new Snippets(joined(this.java, others.java), joined(this.configuration, others.configuration),
				joined(this.properties, others.properties));
	}

	private static List<String> joined(List<String> first, List<String> second) {
		List<String> all = new ArrayList<>(first);
		all.addAll(second);
		return all;
	}

	/** Returns one for each snippet in Java, with all of the rest. */
	List<Snippets> apart() {
		return this.java.stream()
			.map((one) -> new Snippets(List.of(one), this.configuration, this.properties))
			.toList();
	}

	boolean isEmpty() {
		return this.java.isEmpty() && this.configuration.isEmpty() && this.properties.isEmpty();
	}

	/** Returns the exceptions of the reader that the configuration names. */
	Set<String> exceptionsOfReader() {
		Set<String> names = new TreeSet<>();
		this.configuration
			.forEach((code) -> OF_READER.matcher(code).results().forEach((name) -> names.add(name.group(1))));
		return names;
	}

	/** Returns the text of {@code application.yml}. */
	String yaml() {
		return String.join("\n---\n", this.configuration);
	}

	/** Returns the text of the bundle of messages, or of the other properties. */
	String properties(boolean messages) {
		StringBuilder text = new StringBuilder();
		for (String code : this.properties) {
			boolean words = Pattern.compile("(?m)^mishap\\.(title|detail|violation|page|label)\\.")
				.matcher(code)
				.find();
			text.append((words == messages) ? code + "\n" : "");
		}
		return text.toString();
	}

}
