package dev.mishap.client;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a body is, it is the HTTP error that is thrown, in bounded memory and time.
 */
class FuzzTests {

	private static final String JSON = "application/problem+json";

	/** For a longer search than each build has time for: 20 000 took 40 s. */
	private static final int BODIES = Integer.getInteger("mishap.fuzz.bodies", 3_000);

	private static final String GOOD = """
			{"type":"https://example.org/out-of-stock","title":"Out of Stock","status":409,"detail":"None left.",\
			"instance":"/orders/7","code":"OUT_OF_STOCK","request_id":"req_7","left":0,"price":1.50e2,\
			"errors":[{"pointer":"#/a","code":"MIN","detail":"At least 1.","min":1},{"parameter":"p","max":null}]}""";

	/** The mutations, each with what may come of it. */
	private static final List<Function<Random, byte[]>> MUTATIONS = List.of(FuzzTests::cut, FuzzTests::flipped,
			FuzzTests::shuffled, FuzzTests::wrongTypes, FuzzTests::hostileStrings, FuzzTests::numbers, FuzzTests::deep,
			FuzzTests::duplicates, FuzzTests::noise, FuzzTests::wide);

	@Test
	void noBodyMakesTheReaderFailOrTakesLong() {
		Random random = new Random(20261127);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		HttpHeaders headers = new HttpHeaders();
		headers.set("Content-Type", JSON);
		long most = 0;
		long longest = 0;
		for (int i = 0; i < BODIES; i++) {
			byte[] body = MUTATIONS.get(i % MUTATIONS.size()).apply(random);
			boolean cut = random.nextInt(4) == 0;
			long before = threads.getCurrentThreadAllocatedBytes();
			long start = System.nanoTime();
			UpstreamProblem problem = ProblemReader.read(409, headers, body, cut);
			longest = Math.max(longest, System.nanoTime() - start);
			most = Math.max(most, threads.getCurrentThreadAllocatedBytes() - before);
			assertThat(problem.status()).isEqualTo(409);
			assertThat(problem.toString()).isNotNull();
			assertThat(problem.code(InventoryError.class)).isNotNull();
		}
		// a body has 64 KiB; seen were 0.75 MB on JDK 17 and 2.2 MB on JDK 25
		assertThat(most).isLessThan(6_000_000);
		assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(10));
	}

	@ParameterizedTest
	@EnumSource(names = { "REST_JDK", "REST_SIMPLE", "WEB_JDK", "WEB_REACTOR" })
	void everyBodyIsTheErrorThatItsStatusSays(Caller caller) {
		Random random = new Random(7);
		try (Upstream upstream = new Upstream()) {
			for (int i = 0; i < 150; i++) {
				byte[] body = MUTATIONS.get(i % MUTATIONS.size()).apply(random);
				upstream.answers(409, JSON, body);
				UpstreamFailure failure = caller.failure(upstream.url());
				assertThat(failure.problem().status()).isEqualTo(409);
				assertThat((Throwable) failure).hasMessageStartingWith("inventory answered 409")
					.message()
					.hasSizeLessThan(350)
					.doesNotContain("\n", "<");
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void aBodyOf100MegabytesCostsNoMoreThanItsBeginning(Caller caller) {
		byte[] head = Upstream.head(500, JSON, "Content-Length: 100000000");
		try (Upstream upstream = new Upstream()) {
			upstream.answers((out) -> hundredMegabytes(out, head));
			caller.failure(upstream.url());
			long start = System.nanoTime();
			UpstreamFailure failure = caller.failure(upstream.url());
			assertThat(failure.answer().body()).hasSize(64 * 1024);
			assertThat(failure.problem().code()).isEqualTo("BIG");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		}
	}

	private static void hundredMegabytes(OutputStream out, byte[] head) throws IOException {
		out.write(head);
		byte[] begin = "{\"code\":\"BIG\",\"detail\":\"".getBytes(StandardCharsets.UTF_8);
		out.write(begin);
		byte[] piece = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < 1000; i++) {
			out.write(piece);
		}
	}

	private static byte[] cut(Random random) {
		return bytes(GOOD.substring(0, random.nextInt(GOOD.length())));
	}

	private static byte[] flipped(Random random) {
		byte[] body = bytes(GOOD);
		for (int i = 0; i <= random.nextInt(6); i++) {
			body[random.nextInt(body.length)] = (byte) random.nextInt(256);
		}
		return body;
	}

	private static byte[] shuffled(Random random) {
		StringBuilder body = new StringBuilder(GOOD);
		for (int i = 0; i <= random.nextInt(4); i++) {
			int from = random.nextInt(body.length());
			int to = Math.min(body.length(), from + random.nextInt(40));
			String piece = body.substring(from, to);
			body.delete(from, to);
			body.insert(random.nextInt(body.length() + 1), piece);
		}
		return bytes(body.toString());
	}

	private static byte[] wrongTypes(Random random) {
		List<String> values = List.of("null", "true", "[]", "{}", "7", "-0.0", "\"\"", "[[[]]]", "{\"a\":[{}]}",
				"[null,{\"code\":{}},\"x\",[1]]", "{\"x\":[null]}", "\"text\"");
		List<String> members = new ArrayList<>();
		for (String name : List.of("type", "title", "status", "detail", "instance", "code", "request_id", "errors",
				"violations", "issues", "fieldErrors", "message", "error", "retryable", "traceId")) {
			members.add("\"" + name + "\":" + values.get(random.nextInt(values.size())));
		}
		return bytes("{" + String.join(",", members) + "}");
	}

	private static byte[] hostileStrings(Random random) {
		List<String> texts = List.of("\\u0000", "\\ud800", "\\u202e", "\u0000", "\u202e", "\r\n\r\nHTTP/1.1 200 OK",
				"<script>alert(1)</script>", "${jndi:ldap://x}", "%s%n", "../../etc/passwd", "\\uZZZZ", "\\",
				"x".repeat(30_000), "file:///etc/passwd", "javascript:alert(1)", "😀".repeat(1000), "' OR 1=1 --");
		StringBuilder body = new StringBuilder("{");
		for (String name : List.of("type", "title", "detail", "instance", "code", "request_id", "x")) {
			body.append('"').append(name).append("\":\"").append(texts.get(random.nextInt(texts.size()))).append("\",");
		}
		return bytes(body.append("\"y\":1}").toString());
	}

	private static byte[] numbers(Random random) {
		List<String> numbers = List.of("1e999999999", "-1e-999999999", "1e99999999999999999999", "9".repeat(60_000),
				"0." + "1".repeat(60_000), "1e", "--1", "1.2.3", "+1", "0x10", "NaN", "Infinity", "00",
				"123456789012345678901234567890");
		return bytes("{\"code\":\"OUT_OF_STOCK\",\"status\":" + numbers.get(random.nextInt(numbers.size()))
				+ ",\"left\":" + numbers.get(random.nextInt(numbers.size())) + "}");
	}

	private static byte[] deep(Random random) {
		int depth = 10 + random.nextInt(30_000);
		String open = random.nextBoolean() ? "[" : "{\"a\":";
		String close = open.equals("[") ? "]" : "}";
		String inside = random.nextBoolean() ? "1" : "";
		String body = "{\"code\":\"OUT_OF_STOCK\",\"x\":" + open.repeat(depth) + inside
				+ (random.nextBoolean() ? close.repeat(depth) : "") + ",\"title\":\"x\"}";
		return bytes(body.substring(0, Math.min(body.length(), 64 * 1024)));
	}

	private static byte[] duplicates(Random random) {
		StringBuilder body = new StringBuilder("{");
		for (int i = 0; i < 3000; i++) {
			body.append("\"code\":\"").append((random.nextInt(50) == 0) ? "OUT_OF_STOCK" : "X" + i).append("\",");
		}
		return bytes(body.append("\"code\":\"LAST\"}").toString());
	}

	private static byte[] noise(Random random) {
		byte[] body = new byte[random.nextInt(5000)];
		random.nextBytes(body);
		return body;
	}

	/** Names that have the same hash. */
	private static byte[] wide(Random random) {
		StringBuilder body = new StringBuilder("{");
		for (int i = 0; i < 2500; i++) {
			StringBuilder name = new StringBuilder();
			for (int bit = 0; bit < 12; bit++) {
				name.append(((i >> bit) & 1) == 0 ? "Aa" : "BB");
			}
			body.append('"').append(name).append("\":").append(random.nextInt(3)).append(',');
		}
		String text = body.append("\"code\":\"OUT_OF_STOCK\"}").toString();
		return bytes(text.substring(0, Math.min(text.length(), 64 * 1024)));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
