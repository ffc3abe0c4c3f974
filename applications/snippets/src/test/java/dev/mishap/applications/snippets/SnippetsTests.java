package dev.mishap.applications.snippets;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each page of the documents makes an application that has nothing but the starter, what
 * the page says to add to it, and the snippets as they stand in the page: each compiles
 * with the imports that it shows, and the application starts.
 */
class SnippetsTests {

	private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

	/** What is added to the starter, by parts of paths. */
	private static final Map<String, List<String>> LIBRARIES = Map.of("security",
			List.of("spring-security", "spring-boot-security", "spring-boot-starter-security"), "client",
			List.of("mishap-client", "/client/target/", "resilience4j", "webclient", "webflux", "netty", "reactor"),
			"test",
			List.of("junit", "assertj", "mockito", "hamcrest", "json-path", "jsonassert", "xmlunit", "awaitility",
					"spring-test", "spring-boot-test", "webmvc-test", "starter-test", "opentest4j", "byte-buddy"));

	/** What pages say to add. */
	private static final Map<String, List<String>> ADDED = Map.of("catalogue.md", List.of("security"), "client.md",
			List.of("client", "test"), "operations.md", List.of("test"), "security.md", List.of("security"),
			"testing.md", List.of("test"));

	/** Pages that are about what another page has. */
	private static final Map<String, String> CONTINUED = Map.of("testing.md", "words.md");

	/** A page whose snippets are instead of each other. */
	private static final String ALTERNATIVES = "migrating.md";

	private static final Map<List<Path>, ClassLoader> LOADERS = new HashMap<>();

	@TempDir
	private Path folder;

	static Stream<Path> pages() throws IOException {
		List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
		try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
			for (Path page : files.filter((file) -> file.toString().endsWith(".md")).sorted().toList()) {
				if (!Snippets.of(page).isEmpty()) {
					pages.add(page);
				}
			}
		}
		return pages.stream();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void applicationOfThePageCompilesAndStarts(Path page) throws Exception {
		String name = page.getFileName().toString();
		Snippets snippets = Snippets.of(page);
		if (CONTINUED.containsKey(name)) {
			snippets = Snippets.of(page.resolveSibling(CONTINUED.get(name))).plus(snippets);
		}
		List<Path> classPath = classPath(ADDED.getOrDefault(name, List.of()));
		int number = 0;
		for (Snippets application : name.equals(ALTERNATIVES) ? snippets.apart() : List.of(snippets)) {
			compileAndStart(application, classPath, this.folder.resolve("application" + number++));
		}
	}

	private static void compileAndStart(Snippets snippets, List<Path> classPath, Path folder) throws Exception {
		PageCompiler compiler = new PageCompiler(classPath, folder);
		assertThat(compiler.compile(snippets.java())).isEmpty();
		compiler.compile("PageApplication", """
				package page;

				@org.springframework.boot.autoconfigure.SpringBootApplication
				public class PageApplication {

				}
				""");
		for (String name : snippets.exceptionsOfReader()) {
			compiler.compile(name, "package com.acme;\n\npublic class " + name + " extends RuntimeException {\n\n}\n");
		}
		Files.writeString(compiler.classes().resolve("application.yml"), snippets.yaml());
		Files.writeString(compiler.classes().resolve("application.properties"), snippets.properties(false));
		Files.writeString(compiler.classes().resolve("messages.properties"), snippets.properties(true));
		assertThat(start(compiler.classes(), classPath)).isIn(401, 404);
	}

	private static List<Path> classPath(List<String> added) {
		List<String> left = new ArrayList<>(List.of("/snippets/target/"));
		LIBRARIES.forEach((name, parts) -> left.addAll(added.contains(name) ? List.of() : parts));
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((path) -> left.stream().noneMatch((part) -> isPartOf(path.replace(File.separatorChar, '/'), part)))
			.map(Path::of)
			.toList();
	}

	private static boolean isPartOf(String path, String part) {
		return part.startsWith("/") ? path.contains(part) : path.substring(path.lastIndexOf('/') + 1).contains(part);
	}

	/**
	 * Starts the application, asks it for nothing that is there, and returns the status.
	 */
	private static int start(Path classes, List<Path> classPath) throws Exception {
		ClassLoader libraries = libraries(classPath);
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() }, libraries)) {
			thread.setContextClassLoader(loader);
			// one can be set in a JVM, and each class loader would set its own
			loader.loadClass("org.apache.catalina.webresources.TomcatURLStreamHandlerFactory")
				.getMethod("disable")
				.invoke(null);
			String[] arguments = { "--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=error",
					"--server.shutdown=immediate", "--spring.main.register-shutdown-hook=false" };
			Object context = loader.loadClass("org.springframework.boot.SpringApplication")
				.getMethod("run", Class.class, String[].class)
				.invoke(null, loader.loadClass("page.PageApplication"), arguments);
			try {
				Object environment = loader.loadClass("org.springframework.context.ConfigurableApplicationContext")
					.getMethod("getEnvironment")
					.invoke(context);
				Object port = loader.loadClass("org.springframework.core.env.PropertyResolver")
					.getMethod("getProperty", String.class)
					.invoke(environment, "local.server.port");
				HttpURLConnection connection = (HttpURLConnection) URI.create("http://localhost:" + port + "/nowhere")
					.toURL()
					.openConnection();
				connection.setReadTimeout(10_000);
				return connection.getResponseCode();
			}
			finally {
				((AutoCloseable) context).close();
			}
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	/** Pages share what they share: a second start is quick. */
	private static ClassLoader libraries(List<Path> classPath) throws IOException {
		ClassLoader loader = LOADERS.get(classPath);
		if (loader == null) {
			List<URL> urls = new ArrayList<>();
			for (Path path : classPath) {
				urls.add(path.toUri().toURL());
			}
			loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
			LOADERS.put(List.copyOf(classPath), loader);
		}
		return loader;
	}

}
