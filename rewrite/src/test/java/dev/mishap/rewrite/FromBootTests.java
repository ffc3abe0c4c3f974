package dev.mishap.rewrite;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/from-boot.md says of the answers of an application, with and without. */
class FromBootTests {

	private static final Path DOCUMENT = Path.of("../docs/from-boot.md");

	private static final Pattern TABLE = Pattern.compile("(<!-- answers -->\\n)(.*?)(<!-- end answers -->)",
			Pattern.DOTALL);

	private static final Pattern MEMBER = Pattern.compile("[{,]\"(\\w+)\":");

	/** The requests, with what each of them is about. */
	private static final Map<String, String> REQUESTS = new LinkedHashMap<>();

	static {
		REQUESTS.put("GET /nowhere", "unknown address");
		REQUESTS.put("GET /orders/7", "exception with `@ResponseStatus(NOT_FOUND)`");
		REQUESTS.put("GET /orders/x", "parameter of the wrong type");
		REQUESTS.put("GET /orders", "parameter missing");
		REQUESTS.put("DELETE /orders/7", "method that the address does not have");
		REQUESTS.put("POST /orders {", "body that cannot be read");
		REQUESTS.put("POST /orders {\"article\":\"\"}", "body that breaks a constraint");
		REQUESTS.put("POST /orders {\"article\":\"a\"}", "`ResponseStatusException(CONFLICT, …)`");
		REQUESTS.put("GET /articles/7", "`ResponseEntity.notFound().build()`");
		REQUESTS.put("GET /broken", "any other exception");
	}

	@TempDir
	static Path folder;

	private static List<HttpResponse<String>> plain;

	@BeforeAll
	static void askPlainBoot() throws Exception {
		List<Path> classPath = MigrationTests.plainClassPath();
		Application.compile(Application.files(Path.of("src/test/applications/plain")), classPath, folder);
		plain = Application.answers(folder, classPath, List.copyOf(REQUESTS.keySet()));
	}

	private static List<HttpResponse<String>> answers(String... keys) throws Exception {
		return Application.answers(folder, MigrationTests.classPathOf("mishap"), List.copyOf(REQUESTS.keySet()), keys);
	}

	@Test
	void documentSaysWhatChanges() throws Exception {
		List<HttpResponse<String>> answers = answers();
		StringBuilder table = new StringBuilder("\n| error | plain Boot | with Mishap |\n|---|---|---|\n");
		int index = 0;
		for (String about : REQUESTS.values()) {
			table.append("| ").append(about).append(" | ").append(told(plain.get(index))).append(" | ");
			table.append(told(answers.get(index))).append(" |\n");
			index++;
		}
		document(table.append('\n').toString());
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.headers().firstValue("X-Request-Id")).isPresent());
	}

	private static void document(String table) throws IOException {
		String text = Files.readString(DOCUMENT);
		Matcher matcher = TABLE.matcher(text);
		assertThat(matcher.find()).isTrue();
		String current = text.substring(0, matcher.start(2)) + table + text.substring(matcher.end(2));
		if (Boolean.getBoolean("mishap.docs.update")) {
			Files.writeString(DOCUMENT, current);
		}
		else {
			assertThat(text).as("stale; run with -Dmishap.docs.update=true").isEqualTo(current);
		}
	}

	private static String told(HttpResponse<String> answer) {
		if (answer.body().isEmpty()) {
			return answer.statusCode() + ", no body";
		}
		Matcher matcher = MEMBER.matcher(answer.body().replaceAll("\\[.*]", "[]"));
		List<String> members = new ArrayList<>();
		while (matcher.find()) {
			members.add(matcher.group(1));
		}
		String type = answer.headers().firstValue("Content-Type").orElse("");
		return answer.statusCode() + " `" + type + "`: " + String.join(", ", members);
	}

	@Test
	void statusOfInvalidInputStaysByOneKey() throws Exception {
		assertThat(statuses(answers("--mishap.validation.status=400"))).isEqualTo(statuses(plain));
	}

	private static List<Integer> statuses(List<HttpResponse<String>> answers) {
		return answers.stream().map(HttpResponse::statusCode).toList();
	}

	@Test
	void excludedPathsAnswerAsPlainBootDoes() throws Exception {
		assertThat(answers("--mishap.excluded-paths=/**").stream().map(FromBootTests::told).toList())
			.isEqualTo(plain.stream().map(FromBootTests::told).toList());
	}

}
