package dev.mishap.applications.snippets;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles the snippets of a page, each in a file of its own that has nothing but the
 * imports of the snippet. Types of the same page are known to each other.
 */
final class PageCompiler {

	private static final Pattern WHOLE_FILE = Pattern
		.compile("(?s)^package .*?\\npublic [\\w ]*?(?:class|enum|interface|record) (\\w+)");

	private static final Pattern IMPORTS = Pattern.compile("(?:import [^\\n]*\\n|\\n)*");

	private static final Pattern TYPE = Pattern
		.compile("(?m)^(?:public |final |sealed |abstract )*(?:class|enum|interface|record) ");

	private static final Pattern METHOD = Pattern
		.compile("(?m)^(?!throw |return |new )[\\w<>.?, ]+ \\w+\\([^)]*\\)[^;=]*\\{$");

	private final List<Path> classPath;

	private final Path folder;

	private int files;

	PageCompiler(List<Path> classPath, Path folder) {
		this.classPath = classPath;
		this.folder = folder;
	}

	Path classes() {
		return this.folder.resolve("classes");
	}

	/** Compiles all snippets, and returns what the compiler says of those that fail. */
	List<String> compile(List<String> snippets) throws IOException {
		List<String> waiting = new ArrayList<>(snippets);
		List<String> failures;
		int before;
		do {
			before = waiting.size();
			failures = new ArrayList<>();
			for (String snippet : List.copyOf(waiting)) {
				String failure = compile(snippet);
				if (failure == null) {
					waiting.remove(snippet);
				}
				else {
					failures.add(failure);
				}
			}
		}
		while (!waiting.isEmpty() && waiting.size() < before);
		return failures;
	}

	private String compile(String snippet) throws IOException {
		Matcher whole = WHOLE_FILE.matcher(snippet);
		if (whole.find()) {
			return compile(whole.group(1), snippet);
		}
		Matcher imports = IMPORTS.matcher(snippet);
		int end = imports.lookingAt() ? imports.end() : 0;
		String body = snippet.substring(end);
		String name = "Snippet" + this.files++;
		String head = "package page;\n\n" + snippet.substring(0, end) + "\n";
		boolean members = body.contains("@Bean\n") || (!TYPE.matcher(body).find() && METHOD.matcher(body).find());
		if (members) {
			return compile(name,
					head + "@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)\n"
							+ "class " + name + " {\n\n" + body + "\n}\n");
		}
		return TYPE.matcher(body).find() ? compile(name, head + body)
				: compile(name, head + "class " + name + " {\n\nvoid run() throws Exception {\n" + body + "}\n\n}\n");
	}

	/** Compiles a file, and returns what the compiler says against it. */
	String compile(String name, String text) throws IOException {
		Files.createDirectories(classes());
		Path source = Files.writeString(this.folder.resolve(name + ".java"), text);
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter output = new StringWriter();
		List<Path> all = new ArrayList<>(this.classPath);
		all.add(classes());
		try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
			List<String> options = List.of("-proc:none", "-parameters", "-nowarn", "-d", classes().toString(),
					"-classpath", String.join(File.pathSeparator, all.stream().map(Path::toString).toList()));
			boolean compiled = compiler
				.getTask(output, manager, null, options, null, manager.getJavaFileObjects(source))
				.call();
			return compiled ? null : output + "\n" + text;
		}
	}

}
