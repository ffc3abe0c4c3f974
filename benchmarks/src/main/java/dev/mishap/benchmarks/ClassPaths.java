package dev.mishap.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Class paths of the applications, made from that of this JVM by leaving out. */
final class ClassPaths {

	private static final String MISHAP = "dev/mishap/";

	private static final String BENCHMARKS = "dev/mishap/benchmarks/";

	/** A starter has no code; as a jar it still has its name. */
	private static final String MISHAP_JAR = "META-INF/maven/dev.mishap/";

	private static final String WIMDEBLAUWE = "io/github/wimdeblauwe/errorhandlingspringbootstarter/ErrorHandlingFacade.class";

	private static final List<String> SECURITY = List.of("org/springframework/security/", "com/nimbusds/",
			"org/springframework/boot/security/");

	private static final List<Entry> ENTRIES = Stream
		.of(System.getProperty("java.class.path").split(File.pathSeparator))
		.map(ClassPaths::entry)
		.toList();

	private ClassPaths() {
	}

	static String of(Library library, boolean secured) {
		return ENTRIES.stream()
			.filter((entry) -> library == Library.MISHAP || !entry.mishap())
			.filter((entry) -> library == Library.WIMDEBLAUWE || !entry.wimdeblauwe())
			.filter((entry) -> (secured && library != Library.FLOOR) || !entry.security())
			.map(Entry::path)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static Entry entry(String path) {
		Path file = Path.of(path);
		if (!Files.isRegularFile(file)) {
			return new Entry(path, Files.exists(file.resolve(MISHAP)) && !Files.exists(file.resolve(BENCHMARKS)),
					Files.exists(file.resolve(WIMDEBLAUWE)),
					SECURITY.stream().anyMatch((folder) -> Files.exists(file.resolve(folder))));
		}
		try (ZipFile jar = new ZipFile(file.toFile())) {
			boolean security = jar.stream()
				.map(ZipEntry::getName)
				.anyMatch((name) -> SECURITY.stream().anyMatch(name::startsWith));
			boolean mishap = jar.getEntry(BENCHMARKS) == null && jar.stream()
				.map(ZipEntry::getName)
				.anyMatch((name) -> name.startsWith(MISHAP) || name.startsWith(MISHAP_JAR));
			return new Entry(path, mishap, jar.getEntry(WIMDEBLAUWE) != null, security);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Entry of the class path and what it brings. */
	private record Entry(String path, boolean mishap, boolean wimdeblauwe, boolean security) {

	}

}
