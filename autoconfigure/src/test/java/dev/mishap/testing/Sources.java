package dev.mishap.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sources of all modules of the library. */
public final class Sources {

	/** In the order in which one builds on the other. */
	private static final List<String> MODULES = List.of("core", "servlet", "reactive", "client", "autoconfigure");

	private Sources() {
	}

	/**
	 * Returns the source of a type.
	 * @param name the name of the type; of its top-level class, if it is nested
	 * @return the text of the file
	 */
	public static String of(String name) throws IOException {
		String file = name.replaceAll("\\$.*", "").replace('.', '/') + ".java";
		for (Path folder : folders("java")) {
			if (Files.exists(folder.resolve(file))) {
				return Files.readString(folder.resolve(file));
			}
		}
		throw new IOException("No module has the source of " + name);
	}

	/** Returns all Java files. */
	public static List<Path> all() throws IOException {
		List<Path> all = new ArrayList<>();
		for (Path folder : folders("java")) {
			try (Stream<Path> files = Files.walk(folder)) {
				files.filter((path) -> path.toString().endsWith(".java")).forEach(all::add);
			}
		}
		return all;
	}

	/**
	 * Returns a resource of {@code core}.
	 * @param name the path of the resource
	 */
	public static Path coreResource(String name) {
		return Path.of("../core/src/main/resources", name);
	}

	private static List<Path> folders(String language) {
		return MODULES.stream()
			.map((module) -> Path.of("..", module, "src/main", language))
			.filter(Files::isDirectory)
			.toList();
	}

}
