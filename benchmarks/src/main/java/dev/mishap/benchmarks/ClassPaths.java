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

	private static final String AUTOCONFIGURE = "dev/mishap/autoconfigure/";

	private static final List<String> SECURITY = List.of("org/springframework/security/", "com/nimbusds/",
			"org/springframework/boot/security/");

	private static final List<String> OF_SERVLET = List.of("jakarta/servlet/", "org/apache/catalina/",
			"org/apache/tomcat/websocket/", "org/springframework/web/servlet/", "org/springframework/boot/tomcat/",
			"org/springframework/boot/servlet/", "org/springframework/boot/webmvc/", "dev/mishap/servlet/");

	private static final List<String> OF_WEBFLUX = List.of("io/netty/", "reactor/", "org/reactivestreams/",
			"org/springframework/web/reactive/", "org/springframework/boot/webflux/",
			"org/springframework/boot/reactor/", "org/springframework/boot/netty/",
			"org/springframework/boot/http/codec/", "dev/mishap/internal/reactive/");

	private static final List<Entry> ENTRIES = Stream
		.of(System.getProperty("java.class.path").split(File.pathSeparator))
		.map(ClassPaths::entry)
		.toList();

	private ClassPaths() {
	}

	static String of(Stack stack, Library library, boolean secured) {
		return ENTRIES.stream()
			.filter((entry) -> !((stack == Stack.SERVLET) ? entry.ofWebFlux() : entry.ofServlet()))
			.filter((entry) -> library == Library.MISHAP || !entry.mishap())
			.filter((entry) -> library == Library.WIMDEBLAUWE || !entry.wimdeblauwe())
			.filter((entry) -> (secured && library != Library.FLOOR) || !entry.security())
			.map(Entry::path)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static Entry entry(String path) {
		Path file = Path.of(path);
		if (!Files.isRegularFile(file)) {
			boolean benchmarks = Files.exists(file.resolve(BENCHMARKS));
			return new Entry(path, Files.exists(file.resolve(MISHAP)) && !benchmarks,
					Files.exists(file.resolve(WIMDEBLAUWE)), hasAny(file, SECURITY),
					!benchmarks && hasAny(file, OF_SERVLET), !benchmarks && hasAny(file, OF_WEBFLUX));
		}
		try (ZipFile jar = new ZipFile(file.toFile())) {
			boolean mishap = jar.getEntry(BENCHMARKS) == null && jar.stream()
				.map(ZipEntry::getName)
				.anyMatch((name) -> name.startsWith(MISHAP) || name.startsWith(MISHAP_JAR));
			boolean security = hasAny(jar, SECURITY);
			// that of Wim Deblauwe and Spring Security serve both
			boolean both = security || jar.getEntry(WIMDEBLAUWE) != null || jar.getEntry(BENCHMARKS) != null
					|| jar.getEntry(AUTOCONFIGURE) != null;
			return new Entry(path, mishap, jar.getEntry(WIMDEBLAUWE) != null, security,
					!both && hasAny(jar, OF_SERVLET), !both && hasAny(jar, OF_WEBFLUX));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean hasAny(Path folder, List<String> names) {
		return names.stream().anyMatch((name) -> Files.exists(folder.resolve(name)));
	}

	private static boolean hasAny(ZipFile jar, List<String> names) {
		return jar.stream().map(ZipEntry::getName).anyMatch((name) -> names.stream().anyMatch(name::startsWith));
	}

	/** Entry of the class path and what it brings. */
	private record Entry(String path, boolean mishap, boolean wimdeblauwe, boolean security, boolean ofServlet,
			boolean ofWebFlux) {

	}

}
