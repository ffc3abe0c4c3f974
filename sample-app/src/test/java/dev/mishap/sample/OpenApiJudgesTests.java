package dev.mishap.sample;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The OpenAPI document, judged by others: Redocly, Spectral, a generator and a browser.
 */
@Tag("acceptance")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OpenApiJudgesTests {

	private static final Path CLIENT = Path.of("target", "generated-client");

	private int port;

	@SuppressWarnings("NullAway.Init")
	private Http http;

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.port = port;
		this.http = new Http(port);
	}

	private ObjectNode document() {
		return (ObjectNode) this.http.get("/v3/api-docs").json();
	}

	private static Judgement redocly(JsonNode document) throws Exception {
		return judge(document, "node_modules/.bin/redocly", "lint", "document.json", "--config", "redocly.yaml",
				"--format", "stylish", "--max-problems", "100");
	}

	private static Judgement spectral(JsonNode document) throws Exception {
		return judge(document, "node_modules/.bin/spectral", "lint", "document.json", "--ruleset", "spectral.yaml",
				"--fail-severity", "hint");
	}

	private static Judgement judge(JsonNode document, String... command) throws Exception {
		Path home = NodePackages.home();
		Files.writeString(home.resolve("document.json"), document.toString());
		ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
		builder.environment().put("REDOCLY_TELEMETRY", "off");
		builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Judgement(process.waitFor(), output);
	}

	@Test
	void redoclyFindsNothing() throws Exception {
		Judgement judgement = redocly(document());
		assertThat(judgement.status()).as(judgement.output()).isZero();
		assertThat(judgement.output()).contains("Your API description is valid");
	}

	@Test
	void spectralFindsNothing() throws Exception {
		Judgement judgement = spectral(document());
		assertThat(judgement.status()).as(judgement.output()).isZero();
		assertThat(judgement.output()).contains("No results");
	}

	/** A judge that never finds anything would say nothing. */
	@Test
	void judgesFindWhatIsWrong() throws Exception {
		ObjectNode document = document();
		ObjectNode responses = (ObjectNode) document.path("paths").path("/v1/predict").path("post").path("responses");
		ObjectNode content = (ObjectNode) responses.path("422").path("content");
		content.set("application/json", content.remove("application/problem+json"));
		((ObjectNode) responses.path("503")).remove("headers");
		assertThat(redocly(document).output()).contains("operation-4xx-problem-details-rfc7807");
		assertThat(spectral(document).output()).contains("must-use-problem-json-for-errors", "time-to-come-back");
	}

	@Test
	void generatedClientCompilesAndReadsProblems() throws Exception {
		FileSystemUtils.deleteRecursively(CLIENT);
		Path classes = Files.createDirectories(CLIENT.resolve("classes"));
		generate(Files.writeString(CLIENT.resolve("document.json"), document().toString()), CLIENT);
		compile(CLIENT.resolve("src/main/java"), classes);
		try (URLClassLoader client = new URLClassLoader(new URL[] { classes.toUri().toURL() })) {
			Http.Answer answer = this.http.postJson("/jobs", "{\"texts\": []}");
			ProblemAssert.assertThat(answer).isProblem(422, "VALIDATION_FAILED");
			ObjectMapper mapper = (ObjectMapper) client.loadClass("client.ApiClient")
				.getMethod("createDefaultObjectMapper")
				.invoke(null);
			Object problem = mapper.readValue(answer.body(), client.loadClass("client.model.JobsCreate422Response"));
			assertThat(problem.toString()).contains("code: VALIDATION_FAILED", "pointer: #/texts");
		}
	}

	private static void generate(Path document, Path folder) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-jar"));
		command.add(System.getProperty("openapi-generator.jar"));
		command.addAll(List.of("generate", "-i", document.toString(), "-g", "java", "--library", "native", "-o",
				folder.toString(), "--global-property", "apiTests=false,modelTests=false,apiDocs=false,modelDocs=false",
				"--additional-properties", "useJakartaEe=true,openApiNullable=false,invokerPackage=client,"
						+ "apiPackage=client.api,modelPackage=client.model"));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
	}

	private static void compile(Path sources, Path classes) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-classpath",
				System.getProperty("java.class.path"), "-d", classes.toString()));
		try (Stream<Path> files = Files.walk(sources)) {
			files.map(Path::toString).filter((file) -> file.endsWith(".java")).forEach(arguments::add);
		}
		int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
		assertThat(status).isZero();
		assertThat(new File(classes.toFile(), "client/ApiClient.class")).exists();
	}

	@Test
	void swaggerUiShowsTheOperations() throws Exception {
		try (Browser browser = new Browser()) {
			browser.resize(1280, 1000);
			browser.open("http://localhost:" + this.port + "/swagger-ui/index.html");
			Waiting.until(() -> browser.evaluate("document.querySelectorAll('.opblock').length").intValue() == 17);
			assertThat(browser.evaluate("document.querySelector('.info .title').textContent").asString())
				.startsWith("Mishap sample");
			assertThat(browser.errors()).isEmpty();
			assertThat(browser.addresses())
				.allMatch((address) -> address.startsWith("http://localhost:" + this.port + "/")
						|| address.startsWith("data:"));
		}
	}

	/**
	 * What a judge said.
	 *
	 * @param status its exit status
	 * @param output what it printed
	 */
	private record Judgement(int status, String output) {

	}

}
