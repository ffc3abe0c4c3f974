package dev.mishap.rewrite;

import java.io.File;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openrewrite.ExecutionContext;
import org.openrewrite.InMemoryExecutionContext;
import org.openrewrite.Parser;
import org.openrewrite.Recipe;
import org.openrewrite.RecipeRun;
import org.openrewrite.Result;
import org.openrewrite.SourceFile;
import org.openrewrite.groovy.GroovyParser;
import org.openrewrite.internal.InMemoryLargeSourceSet;
import org.openrewrite.java.JavaParser;
import org.openrewrite.kotlin.KotlinParser;
import org.openrewrite.properties.PropertiesParser;
import org.openrewrite.xml.XmlParser;
import org.openrewrite.yaml.YamlParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The recipes move a small application of each kind over: what comes out is what stands
 * in the folder {@code after}, it compiles, and it answers with the same status and code
 * as before. {@code -Dmishap.docs.update=true} writes the folders.
 */
class MigrationTests {

	private static final Path APPLICATIONS = Path.of("src/test/applications");

	private static final Pattern CODE = Pattern.compile("\"code\":\"(\\w+)\"");

	@TempDir
	Path folder;

	static Stream<Kind> kinds() {
		return Stream.of(
				new Kind("error-handling-starter", new FromErrorHandlingStarter(), "boot4", List.of(
						"GET /orders/7 -> 404 ORDER_NOT_FOUND", "GET /broken -> 500", "POST /payments -> 501 NOT_YET",
						"POST /orders {\"article\":\"a\"} -> 409 SOLD_OUT",
						"POST /orders {\"article\":\"\",\"note\":\"long\",\"coupon\":\"x\"} -> 400 VALIDATION_FAILED "
								+ "COUPON_INVALID REQUIRED_NOT_BLANK TOO_LONG")),
				new Kind("problem-spring-web", new FromProblemSpringWeb(), "boot3",
						List.of("GET /orders/7 -> 404", "POST /payments/7 -> 402",
								"POST /orders {\"article\":\"a\"} -> 409", "POST /orders {\"article\":\"\"} -> 400",
								"POST /orders { -> 400", "DELETE /orders/7 -> 405")),
				new Kind("problem4j", new FromProblem4j(), null,
						List.of("GET /orders/7 -> 404", "POST /payments/7 -> 402")),
				new Kind("spring-handlers", new FromSpringHandlers(), "boot4",
						List.of("GET /orders/7 -> 404", "GET /broken -> 500", "POST /orders {\"article\":\"a\"} -> 409",
								"POST /orders {\"article\":\"\"} -> 400", "DELETE /orders/7 -> 405",
								"POST /orders { -> 400")),
				new Kind("advices", new FromSpringHandlers(), "boot4",
						List.of("GET /orders/7 -> 404 NO_ORDER", "GET /broken -> 500 INTERNAL",
								"POST /orders {\"article\":\"a\"} -> 500 INTERNAL",
								"POST /orders {\"article\":\"\"} -> 400 INVALID")));
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void recipesMoveTheApplication(Kind kind) throws Exception {
		Path before = APPLICATIONS.resolve(kind.name()).resolve("before");
		Path after = APPLICATIONS.resolve(kind.name()).resolve("after");
		Map<String, String> old = Application.files(before);
		Map<String, String> moved = run(kind, old);
		if (Boolean.getBoolean("mishap.docs.update")) {
			write(after, moved);
		}
		assertThat(Application.files(after)).as("stale; run with -Dmishap.docs.update=true").isEqualTo(moved);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void applicationAnswersWithTheSameStatusAndCode(Kind kind) throws Exception {
		Path sources = APPLICATIONS.resolve(kind.name());
		if (kind.classPath() != null) {
			List<Path> classPath = kind.classPathBefore();
			Path classes = this.folder.resolve("before");
			Application.compile(Application.files(sources.resolve("before")), classPath, classes);
			assertThat(kind.told(Application.answers(classes, classPath, kind.requests()), true)).as("before")
				.isEqualTo(kind.exchanges());
		}
		List<Path> classPath = classPathOf("mishap");
		Path classes = this.folder.resolve("after");
		Map<String, String> moved = Application.files(sources.resolve("after"));
		moved.entrySet().removeIf((file) -> file.getValue().contains("import io.github.problem4j."));
		Application.compile(moved, classPath, classes);
		List<HttpResponse<String>> answers = Application.answers(classes, classPath, kind.requests());
		assertThat(kind.told(answers, false)).as("after").isEqualTo(kind.exchanges());
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.body()).doesNotContain("s3cr3t"));
	}

	private static Map<String, String> run(Kind kind, Map<String, String> files) throws IOException {
		ExecutionContext context = new InMemoryExecutionContext((failure) -> {
			throw new IllegalStateException(failure);
		});
		List<SourceFile> sources = new ArrayList<>();
		List<Path> classPath = new ArrayList<>(
				(kind.classPath() != null) ? kind.classPathBefore() : classPathOf("mishap"));
		classPath.addAll(classPathOf("mishap"));
		JavaParser.Builder<?, ?> parser = JavaParser.fromJavaVersion().classpath(classPath);
		parser.dependsOn(Problem4jStubs.SOURCES);
		JavaParser java = parser.build();
		List<String> javas = new ArrayList<>();
		for (Map.Entry<String, String> file : files.entrySet()) {
			String name = file.getKey();
			if (name.endsWith(".java")) {
				javas.add(file.getValue());
				continue;
			}
			Parser one = name.endsWith(".xml") ? new XmlParser()
					: name.endsWith(".yml") ? YamlParser.builder().build() : name.endsWith(".properties")
							? PropertiesParser.builder().build()
							: name.endsWith(".kts") ? KotlinParser.builder().build() : GroovyParser.builder().build();
			sources.add(one.parseInputs(List.of(Parser.Input.fromString(Path.of(name), file.getValue())), null, context)
				.findFirst()
				.orElseThrow());
		}
		java.parse(context, javas.toArray(String[]::new))
			.forEach((source) -> sources
				.add(source.withSourcePath(Path.of("src/main/java").resolve(source.getSourcePath()))));
		RecipeRun run = kind.recipe().run(new InMemoryLargeSourceSet(sources), context, 3, 1);
		Map<String, String> moved = new TreeMap<>(files);
		for (Result result : run.getChangeset().getAllResults()) {
			if (result.getBefore() != null) {
				moved.remove(path(result.getBefore()));
			}
			if (result.getAfter() != null) {
				moved.put(path(result.getAfter()),
						result.getAfter().printAll().replace(Coordinates.version(), "0.1.0-SNAPSHOT"));
			}
		}
		return moved;
	}

	private static String path(SourceFile file) {
		return file.getSourcePath().toString().replace(File.separatorChar, '/');
	}

	private static void write(Path folder, Map<String, String> files) throws IOException {
		for (String old : Application.files(folder).keySet()) {
			Files.delete(folder.resolve(old));
		}
		for (Map.Entry<String, String> file : files.entrySet()) {
			Path written = folder.resolve(file.getKey());
			Files.createDirectories(written.getParent());
			Files.writeString(written, file.getValue());
		}
	}

	/** Returns the class path of an application, out of that of the tests. */
	static List<Path> classPathOf(String kind) throws IOException {
		if (kind.equals("boot3")) {
			return paths(Files.readString(Path.of("boot3/target/classpath.txt")).strip());
		}
		List<Path> all = paths(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
		List<Path> wanted = new ArrayList<>();
		for (Path path : all) {
			String name = path.toString().replace(File.separatorChar, '/');
			boolean ofTests = name.matches(".*(/rewrite/target/.*|/org/openrewrite/.*|/org/jetbrains/kotlin/.*"
					+ "|/slf4j-nop/.*|/org/junit/.*|/spring-boot-test.*|/micrometer/.*-core/.*|/lombok/.*|/groovy/.*"
					+ "|/junit-platform-console.*|/com/fasterxml/jackson/(?!core/jackson-annotations).*)");
			boolean rival = name.contains("/wimdeblauwe/");
			boolean own = name
				.matches(".*(/dev/mishap/.*|/(core|servlet|autoconfigure|starter|reactive|client)/target/.*)");
			if (!ofTests && !(kind.equals("mishap") ? rival : own)) {
				wanted.add(path);
			}
		}
		return wanted;
	}

	/** Returns the class path of an application that has no library for errors. */
	static List<Path> plainClassPath() throws IOException {
		return classPathOf("boot4").stream().filter((path) -> !path.toString().contains("wimdeblauwe")).toList();
	}

	private static List<Path> paths(String classPath) {
		return Stream.of(classPath.split(File.pathSeparator)).map(Path::of).filter(Files::exists).toList();
	}

	/**
	 * Kind of application.
	 *
	 * @param name the name of its folder
	 * @param recipe what moves it over
	 * @param classPath its class path before, {@code null} if the library is not to be
	 * had
	 * @param exchanges each request with status, code and the codes in {@code errors} of
	 * its answer; without a code where there is none before
	 */
	record Kind(String name, Recipe recipe, String classPath, List<String> exchanges) {

		List<Path> classPathBefore() throws IOException {
			boolean plain = this.classPath.equals("boot4") && !this.name.equals("error-handling-starter");
			return plain ? plainClassPath() : classPathOf(this.classPath);
		}

		List<String> requests() {
			return this.exchanges.stream().map((exchange) -> exchange.split(" -> ")[0]).toList();
		}

		/** Returns what the answers say, as far as it is asked for. */
		List<String> told(List<HttpResponse<String>> answers, boolean before) {
			List<String> told = new ArrayList<>();
			for (int i = 0; i < answers.size(); i++) {
				String[] parts = this.exchanges.get(i).split(" -> ");
				StringBuilder answer = new StringBuilder(parts[0] + " -> " + answers.get(i).statusCode());
				if (parts[1].contains(" ")) {
					Matcher code = CODE.matcher(answers.get(i).body());
					List<String> codes = new ArrayList<>();
					while (code.find()) {
						codes.add(code.group(1));
					}
					codes.subList(Math.min(1, codes.size()), codes.size()).sort(null);
					codes.forEach((one) -> answer.append(' ').append(one));
				}
				told.add(answer.toString());
			}
			return told;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
