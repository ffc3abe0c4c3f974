package dev.mishap.rewrite;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** An application of the tests: its files, compiled and started where asked. */
final class Application {

	private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private static final Map<List<Path>, ClassLoader> LIBRARIES = new HashMap<>();

	private Application() {
	}

	/** Returns the files of a folder by their paths below it. */
	static Map<String, String> files(Path folder) throws IOException {
		Map<String, String> files = new TreeMap<>();
		if (!Files.isDirectory(folder)) {
			return files;
		}
		try (Stream<Path> found = Files.walk(folder)) {
			for (Path file : found.filter(Files::isRegularFile).toList()) {
				files.put(folder.relativize(file).toString().replace(File.separatorChar, '/'), Files.readString(file));
			}
		}
		return files;
	}

	/** Compiles an application into a folder, with its resources. */
	static void compile(Map<String, String> files, List<Path> classPath, Path target) throws IOException {
		List<Path> sources = new ArrayList<>();
		for (Map.Entry<String, String> file : files.entrySet()) {
			String name = file.getKey();
			boolean java = name.startsWith("src/main/java/");
			if (java || name.startsWith("src/main/resources/")) {
				Path written = java ? target.resolve("sources").resolve(name)
						: target.resolve(name.substring("src/main/resources/".length()));
				Files.createDirectories(written.getParent());
				Files.writeString(written, file.getValue());
				if (java) {
					sources.add(written);
				}
			}
		}
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter output = new StringWriter();
		try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
			List<String> options = List.of("-proc:none", "-parameters", "-nowarn", "-d", target.toString(),
					"-classpath", String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
			boolean compiled = compiler
				.getTask(output, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources))
				.call();
			if (!compiled) {
				throw new IllegalStateException(output.toString());
			}
		}
	}

	/**
	 * Starts an application with a class path of its own, and sends it requests.
	 * @param classes the folder of its classes
	 * @param classPath its class path
	 * @param requests the requests, such as {@code GET /orders/7} or {@code POST /orders
	 * {"id":7}}
	 * @return the answers
	 */
	static List<HttpResponse<String>> answers(Path classes, List<Path> classPath, List<String> requests, String... keys)
			throws Exception {
		List<String> arguments = new ArrayList<>(
				List.of("--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=off",
						"--server.shutdown=immediate", "--spring.main.register-shutdown-hook=false"));
		arguments.addAll(List.of(keys));
		ClassLoader libraries = libraries(classPath);
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() }, libraries)) {
			thread.setContextClassLoader(loader);
			// one can be set in a JVM, and each class loader would set its own
			loader.loadClass("org.apache.catalina.webresources.TomcatURLStreamHandlerFactory")
				.getMethod("disable")
				.invoke(null);
			Class<?> application = loader.loadClass("shop.ShopApplication");
			Object context = loader.loadClass("org.springframework.boot.SpringApplication")
				.getMethod("run", Class.class, String[].class)
				.invoke(null, application, arguments.toArray(String[]::new));
			try {
				Class<?> type = loader.loadClass("org.springframework.context.ConfigurableApplicationContext");
				Object environment = type.getMethod("getEnvironment").invoke(context);
				String port = (String) loader.loadClass("org.springframework.core.env.PropertyResolver")
					.getMethod("getProperty", String.class)
					.invoke(environment, "local.server.port");
				List<HttpResponse<String>> answers = new ArrayList<>();
				for (String request : requests) {
					answers.add(send(port, request));
				}
				return answers;
			}
			finally {
				((AutoCloseable) context).close();
			}
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	/** Applications share what they share: a second start is quick. */
	private static ClassLoader libraries(List<Path> classPath) throws IOException {
		ClassLoader loader = LIBRARIES.get(classPath);
		if (loader == null) {
			List<URL> urls = new ArrayList<>();
			for (Path path : classPath) {
				urls.add(path.toUri().toURL());
			}
			loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
			LIBRARIES.put(List.copyOf(classPath), loader);
		}
		return loader;
	}

	private static HttpResponse<String> send(String port, String request) throws IOException, InterruptedException {
		String[] parts = request.split(" ", 3);
		HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://localhost:" + port + parts[1]))
			.timeout(Duration.ofSeconds(10))
			.header("Accept", "application/json");
		if (parts.length > 2) {
			builder.header("Content-Type", "application/json")
				.method(parts[0], HttpRequest.BodyPublishers.ofString(parts[2]));
		}
		else {
			builder.method(parts[0], HttpRequest.BodyPublishers.noBody());
		}
		return CLIENT.send(builder.build(), HttpResponse.BodyHandlers.ofString());
	}

}
