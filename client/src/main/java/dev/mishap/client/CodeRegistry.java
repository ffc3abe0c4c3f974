package dev.mishap.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mishap.ProblemType;
import dev.mishap.internal.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a server says in its {@code problems.json}: which problems it answers with. A test
 * holds an {@code enum} of codes against it; {@link #main} writes such an {@code enum}.
 * <p>
 * The file is an object with an array {@code problems}, whose entries have a {@code code}
 * and a {@code status}, and perhaps a {@code title}. Other members do no harm.
 *
 * @since 0.1.0
 */
public final class CodeRegistry {

	private final Map<String, Entry> entries;

	private CodeRegistry(Map<String, Entry> entries) {
		this.entries = entries;
	}

	/**
	 * Reads a registry.
	 * @param file the file {@code problems.json}
	 * @throws IOException if it cannot be read
	 * @throws IllegalArgumentException if it is no such file
	 */
	public static CodeRegistry read(Path file) throws IOException {
		return read(Files.readString(file, StandardCharsets.UTF_8));
	}

	/**
	 * Reads a registry.
	 * @param json the content of {@code problems.json}
	 * @throws IllegalArgumentException if it is no such content
	 */
	public static CodeRegistry read(String json) {
		if (!(Json.read(json) instanceof Map<?, ?> root) || !(root.get("problems") instanceof List<?> problems)) {
			throw new IllegalArgumentException("there is no array 'problems' in it");
		}
		Map<String, Entry> entries = new LinkedHashMap<>();
		for (Object problem : problems) {
			if (!(problem instanceof Map<?, ?> members) || !(members.get("code") instanceof String code)) {
				throw new IllegalArgumentException("an entry of 'problems' has no 'code'");
			}
			int status = (members.get("status") instanceof Number number) ? number.intValue() : 0;
			entries.putIfAbsent(code,
					new Entry(code, status, (members.get("title") instanceof String title) ? title : null));
		}
		return new CodeRegistry(entries);
	}

	/**
	 * Returns the codes, in the order of the file.
	 */
	public Set<String> codes() {
		return new LinkedHashSet<>(this.entries.keySet());
	}

	/**
	 * Checks that the server knows all constants, with the status that they say, if any:
	 * a constant that the server never sends is a branch that is never taken.
	 * @param codes the class of the constants
	 * @throws AssertionError if they differ
	 */
	public void check(Class<? extends Enum<?>> codes) {
		fail(codes, differences(codes, false));
	}

	/**
	 * Checks, beyond {@link #check}, that there is a constant for all codes of the
	 * server.
	 * @param codes the class of the constants
	 * @throws AssertionError if they differ
	 */
	public void checkComplete(Class<? extends Enum<?>> codes) {
		fail(codes, differences(codes, true));
	}

	private static void fail(Class<?> codes, List<String> differences) {
		if (!differences.isEmpty()) {
			throw new AssertionError(
					codes.getSimpleName() + " is not what the server says: " + String.join("; ", differences));
		}
	}

	private List<String> differences(Class<? extends Enum<?>> codes, boolean complete) {
		List<String> differences = new ArrayList<>();
		Set<String> missing = codes();
		for (Enum<?> constant : codes.getEnumConstants()) {
			String code = Codes.codeOf(constant);
			Entry entry = this.entries.get(code);
			missing.remove(code);
			if (entry == null) {
				differences.add("the server does not have " + code);
			}
			else if (constant instanceof ProblemType type && entry.status() != 0 && type.status() != entry.status()) {
				differences.add(code + " has the status " + entry.status() + " there and not " + type.status());
			}
		}
		if (complete) {
			missing.forEach((code) -> differences.add("there is no constant for " + code));
		}
		return differences;
	}

	/**
	 * Returns the source of an {@code enum} with a constant for each code.
	 * @param className the name of the class, with its package
	 * @param only the codes to take, none for all
	 * @throws IllegalArgumentException if the server has no such code, or one is no name
	 * for a constant
	 */
	public String source(String className, Collection<String> only) {
		Set<String> unknown = new LinkedHashSet<>(only);
		unknown.removeAll(this.entries.keySet());
		if (!unknown.isEmpty()) {
			throw new IllegalArgumentException("the server does not have " + String.join(", ", unknown));
		}
		List<String> constants = new ArrayList<>();
		for (Entry entry : this.entries.values()) {
			if (only.isEmpty() || only.contains(entry.code())) {
				constants.add(entry.source());
			}
		}
		int dot = className.lastIndexOf('.');
		String head = (dot > 0) ? "package " + className.substring(0, dot) + ";\n\n" : "";
		return head + "/** Codes of the problems of another service, made of its problems.json. */\npublic enum "
				+ className.substring(dot + 1) + " {\n\n" + String.join(",\n\n", constants) + "\n\n}\n";
	}

	/**
	 * Writes the source of an {@code enum}.
	 * @param arguments the file {@code problems.json}, the name of the class with its
	 * package, the folder of the sources, and perhaps the codes to take
	 * @throws IOException if a file cannot be read or written
	 */
	public static void main(String... arguments) throws IOException {
		if (arguments.length < 3) {
			System.err.println("Usage: <problems.json> <name of the class with its package> <folder of the sources> "
					+ "[<code>...]");
			System.exit(2);
			return;
		}
		List<String> only = List.of(arguments).subList(3, arguments.length);
		String source = read(Path.of(arguments[0])).source(arguments[1], only);
		Path file = Path.of(arguments[2]).resolve(arguments[1].replace('.', '/') + ".java");
		Path folder = file.getParent();
		if (folder != null) {
			Files.createDirectories(folder);
		}
		Files.writeString(file, source);
		System.out.println("Written: " + file);
	}

	/** One problem of the server. */
	private record Entry(String code, int status, @Nullable String title) {

		String source() {
			if (!this.code.matches("[A-Za-z][A-Za-z0-9_]*")) {
				throw new IllegalArgumentException("'" + this.code + "' is no name for a constant");
			}
			String text = (this.title != null) ? this.title.replaceAll("[^\\p{L}\\p{N} ,.;:()'-]", "") : this.code;
			return "\t/** " + ((this.status != 0) ? this.status + ": " : "") + text + ". */\n\t" + this.code;
		}

	}

}
