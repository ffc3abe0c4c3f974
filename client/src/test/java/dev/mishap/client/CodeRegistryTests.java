package dev.mishap.client;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import dev.mishap.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** Codes of the client, held against the registry that the server writes. */
class CodeRegistryTests {

	private static final String PROBLEMS = """
			{"version":1,"problems":[
			{"code":"OUT_OF_STOCK","status":409,"title":"Out of \\"Stock\\"","detail":"x","fault":"client"},
			{"code":"SKU_UNKNOWN","status":404,"title":"Unbekannte */ Größe","headers":["Link"]},
			{"code":"NOT_FOUND","status":404}]}""";

	/** What a test of the sample writes. */
	private static final Path WRITTEN = Path.of("../sample-app/problems.json");

	@TempDir
	private Path folder;

	@Test
	void theFileOfAServerIsRead() throws Exception {
		CodeRegistry registry = CodeRegistry.read(WRITTEN);
		assertThat(registry.codes()).contains("OUT_OF_STOCK", "VALIDATION_FAILED", "INTERNAL_ERROR");
		assertThatNoException().isThrownBy(() -> registry.check(OfSample.class));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> registry.checkComplete(OfSample.class))
			.withMessageContaining("there is no constant for INTERNAL_ERROR");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> registry.check(Wrong.class))
			.withMessage("Wrong is not what the server says: OUT_OF_STOCK has the status 409 there and not 410; "
					+ "the server does not have SOLD_OUT");
	}

	@Test
	void oneCommandWritesWhatTheDocumentShows() throws Exception {
		CodeRegistry.main(WRITTEN.toString(), "com.acme.InventoryError", this.folder.toString(), "OUT_OF_STOCK",
				"NOT_FOUND");
		String source = Files.readString(this.folder.resolve("com/acme/InventoryError.java"));
		assertThat(Files.readString(Path.of("../docs/client.md")))
			.contains("```java\n" + source.replace("\t", "    ") + "```");
	}

	@Test
	void allCodesOfAServerAreAnEnumThatCompiles() throws Exception {
		CodeRegistry registry = CodeRegistry.read(WRITTEN);
		CodeRegistry.main(WRITTEN.toString(), "com.example.InventoryError", this.folder.toString());
		String source = Files.readString(this.folder.resolve("com/example/InventoryError.java"));
		assertThat(source.lines().filter((line) -> line.matches("\t[A-Z_0-9]+,?"))).hasSameSizeAs(registry.codes());
		assertThat(compiles(source)).isTrue();
	}

	@Test
	void codesThatTheServerHasAreFine() {
		CodeRegistry registry = CodeRegistry.read(PROBLEMS);
		assertThat(registry.codes()).containsExactly("OUT_OF_STOCK", "SKU_UNKNOWN", "NOT_FOUND");
		assertThatNoException().isThrownBy(() -> registry.check(Some.class));
		assertThatNoException().isThrownBy(() -> registry.checkComplete(All.class));
	}

	@Test
	void aCodeThatTheServerNeverSendsIsNamed() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> CodeRegistry.read(PROBLEMS).check(Wrong.class))
			.withMessage("Wrong is not what the server says: OUT_OF_STOCK has the status 409 there and not 410; "
					+ "the server does not have SOLD_OUT");
	}

	@Test
	void aCodeThatTheClientDoesNotKnowIsNamed() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> CodeRegistry.read(PROBLEMS).checkComplete(Some.class))
			.withMessage("Some is not what the server says: there is no constant for NOT_FOUND");
	}

	@Test
	void oneCommandWritesAnEnumThatCompiles() throws Exception {
		Path problems = Files.writeString(this.folder.resolve("problems.json"), PROBLEMS);
		CodeRegistry.main(problems.toString(), "com.example.InventoryError", this.folder.toString(), "OUT_OF_STOCK",
				"SKU_UNKNOWN");
		String source = Files.readString(this.folder.resolve("com/example/InventoryError.java"));
		assertThat(source).isEqualTo("""
				package com.example;

				/** Codes of the problems of another service, made of its problems.json. */
				public enum InventoryError {

					/** 409: Out of Stock. */
					OUT_OF_STOCK,

					/** 404: Unbekannte  Größe. */
					SKU_UNKNOWN

				}
				""");
		assertThat(compiles(source)).isTrue();
	}

	private boolean compiles(String source) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		return compiler
			.getTask(null, null, null, List.of("-d", this.folder.toString()), null, List.of(new Source(source)))
			.call();
	}

	@Test
	void whatIsNoRegistryIsRefused() {
		for (String json : List.of("[]", "{}", "{\"problems\":{}}", "{\"problems\":[{}]}", "{\"problems\":[", "")) {
			assertThatIllegalArgumentException().as(json).isThrownBy(() -> CodeRegistry.read(json));
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> CodeRegistry.read(PROBLEMS).source("X", List.of("SOLD_OUT")))
			.withMessage("the server does not have SOLD_OUT");
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> CodeRegistry.read("{\"problems\":[{\"code\":\"; System.exit(0)\"}]}").source("X", List.of()))
			.withMessageEndingWith("is no name for a constant");
	}

	enum OfSample {

		OUT_OF_STOCK, NOT_FOUND

	}

	enum Some {

		OUT_OF_STOCK,

		@UpstreamCode("SKU_UNKNOWN")
		NO_SUCH_ITEM

	}

	enum All {

		OUT_OF_STOCK, SKU_UNKNOWN, NOT_FOUND

	}

	enum Wrong implements ProblemType {

		OUT_OF_STOCK, SOLD_OUT;

		@Override
		public int status() {
			return 410;
		}

	}

	/** Source in memory. */
	private static final class Source extends SimpleJavaFileObject {

		private final String source;

		Source(String source) {
			super(URI.create("string:///com/example/InventoryError.java"), Kind.SOURCE);
			this.source = source;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.source;
		}

	}

}
