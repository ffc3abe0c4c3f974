package dev.mishap.differential;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

import dev.mishap.differential.Difference.Aspect;
import dev.mishap.differential.Outcome.LogLine;
import dev.mishap.differential.Stand.Pair;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What has to be the same with the library and without, and what an error has to become.
 */
final class Comparison {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private static final int FIRST_ERROR = 400;

	private static final int LAST_ERROR = 599;

	/** What the application would have to be slower by for anybody to call it slow. */
	private static final int SLOWER_BY_MILLIS = 2_500;

	/**
	 * Fields of the connection or of the moment, which say nothing of the application.
	 */
	private static final Set<String> OF_CONNECTION = names("Date", "Connection", "Keep-Alive");

	/** Fields that describe a body: those of an error's are the problem's own. */
	private static final Set<String> OF_ERROR_BODY = names("Content-Type", "Content-Length", "Transfer-Encoding",
			"Content-Language", "Content-Range", "Content-Disposition", "ETag", "Last-Modified", "Expires",
			"Cache-Control", "Pragma", "Accept-Ranges", "Location", "Content-Encoding", "Trailer");

	/** Fields that every problem has, or that its status owes. */
	private static final Set<String> OF_PROBLEM = names("X-Content-Type-Options", "Vary", "Allow", "Retry-After",
			"WWW-Authenticate", "Upgrade", "Accept", "Accept-Patch");

	private final List<Difference> differences = new ArrayList<>();

	private final Row row;

	private final Outcome bare;

	private final Outcome starter;

	private Comparison(Row row, Pair pair) {
		this.row = row;
		this.bare = pair.bare();
		this.starter = pair.starter();
	}

	static List<Difference> of(Row row, Pair pair) {
		Comparison comparison = new Comparison(row, pair);
		comparison.compare();
		return comparison.differences;
	}

	/** Returns whether the library has made somebody wait. */
	static boolean isSlow(Pair pair) {
		return pair.starter().millis() > pair.bare().millis() + SLOWER_BY_MILLIS;
	}

	private void compare() {
		application();
		same(Aspect.EVENTS, this.bare.run().events().toString(), this.starter.run().events().toString());
		same(Aspect.STATUS, this.bare.answer().status(), this.starter.answer().status());
		end();
		int status = this.bare.answer().status();
		if (status >= FIRST_ERROR && status <= LAST_ERROR && isErrorPageOrEmpty(this.bare.answer())) {
			errorFields();
			log(true, problem());
		}
		else {
			fields();
			body();
			log(false, false);
		}
	}

	/**
	 * Servers close the connection after some statuses, so that another may end
	 * otherwise.
	 */
	private void end() {
		Set<String> ends = new TreeSet<>(List.of(this.bare.end(), this.starter.end()));
		boolean byStatus = this.bare.answer().status() != this.starter.answer().status()
				&& ends.equals(Set.of("closed", "goes on"));
		if (!byStatus) {
			same(Aspect.END, this.bare.end(), this.starter.end());
		}
		if (isSlow(new Pair(this.bare, this.starter))) {
			add(Aspect.END, this.bare.millis() + " ms", this.starter.millis() + " ms");
		}
	}

	/** The first step that is not the same is enough: what follows, follows from it. */
	private void application() {
		List<String> expected = this.bare.run().trace();
		List<String> actual = this.starter.run().trace();
		for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
			String one = (i < expected.size()) ? expected.get(i) : "(not reached)";
			String other = (i < actual.size()) ? actual.get(i) : "(not reached)";
			if (!one.equals(other)) {
				add(Aspect.APPLICATION, one, other);
				return;
			}
		}
	}

	private boolean isErrorPageOrEmpty(RawHttp.Answer answer) {
		String type = String.join(",", answer.headerLines("Content-Type"));
		if (this.row.script().method().equals("HEAD")) {
			return type.isEmpty() || type.startsWith("application/json") || type.startsWith("text/html");
		}
		String body = text(answer);
		return body.isEmpty() || body.contains("<h1>HTTP Status") || body.contains("<h1>Whitelabel")
				|| body.contains("Error 4") || body.contains("Error 5")
				|| (body.startsWith("{\"timestamp\":") && body.contains("\"error\":"));
	}

	/**
	 * Fields and cookies that the application set stay, and none comes that it did not.
	 */
	private void errorFields() {
		Map<String, List<String>> expected = fields(this.bare.answer(), OF_ERROR_BODY);
		Map<String, List<String>> actual = fields(this.starter.answer(), OF_ERROR_BODY);
		for (String name : OF_PROBLEM) {
			List<String> values = expected.remove(name);
			List<String> now = actual.remove(name);
			if (values != null && !String.valueOf(now).contains(values.get(0))) {
				add(Aspect.FIELDS, name + ": " + values, name + ": " + now);
			}
		}
		sameFields(expected, actual);
	}

	private void fields() {
		sameFields(fields(this.bare.answer(), Set.of()), fields(this.starter.answer(), Set.of()));
	}

	private void sameFields(Map<String, List<String>> expected, Map<String, List<String>> actual) {
		Map<String, List<String>> missing = new TreeMap<>(expected);
		missing.entrySet().removeAll(actual.entrySet());
		Map<String, List<String>> added = new TreeMap<>(actual);
		added.entrySet().removeAll(expected.entrySet());
		if (!missing.isEmpty() || !added.isEmpty()) {
			add(Aspect.FIELDS, missing.toString(), added.toString());
		}
	}

	private Map<String, List<String>> fields(RawHttp.Answer answer, Set<String> without) {
		Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		answer.headers().forEach((name, values) -> fields.put(name, values.stream().sorted().toList()));
		fields.keySet().removeAll(OF_CONNECTION);
		fields.keySet().removeAll(without);
		fields.remove("X-Request-Id");
		return fields;
	}

	private void body() {
		RawHttp.Answer expected = this.bare.answer();
		RawHttp.Answer actual = this.starter.answer();
		same(Aspect.BODY, expected.whole() ? "whole" : "cut", actual.whole() ? "whole" : "cut");
		if (expected.whole() && !Arrays.equals(expected.content(), actual.content()) && !isRicherProblem()) {
			add(Aspect.BODY, shortened(text(expected)), shortened(text(actual)));
		}
	}

	/** A problem that a handler returns gains two members. */
	private boolean isRicherProblem() {
		if (!String.join("", this.bare.answer().headerLines("Content-Type")).equals("application/problem+json")) {
			return false;
		}
		JsonNode expected = MAPPER.readTree(text(this.bare.answer()));
		JsonNode actual = MAPPER.readTree(text(this.starter.answer()));
		for (String name : expected.propertyNames()) {
			if (!expected.get(name).equals(actual.get(name))) {
				return false;
			}
		}
		return actual.has("code") && actual.path("request_id").asString("").equals(id(this.starter.answer()));
	}

	/** Returns whether there is a problem. */
	private boolean problem() {
		RawHttp.Answer answer = this.starter.answer();
		boolean bareIsEmpty = this.bare.answer().content().length == 0;
		if (bareIsEmpty && this.bare.run().trace().stream().anyMatch((line) -> line.endsWith(", committed]"))
				&& !refused() && answer.content().length == 0) {
			// the application has sent an empty error itself, and may have had its
			// reasons
			return false;
		}
		String fault = this.row.script().method().equals("HEAD") ? faultOfHead(answer) : fault(answer);
		if (fault != null) {
			String page = this.bare.answer().content().length == 0 ? "an empty error" : "an error page";
			add(Aspect.PROBLEM, page, fault + ": " + answer.status() + " " + shortened(text(answer)));
		}
		return fault == null;
	}

	private boolean refused() {
		return this.bare.run().trace().stream().anyMatch((line) -> line.startsWith("sendError"));
	}

	private String faultOfHead(RawHttp.Answer answer) {
		if (!answer.headerLines("Content-Type").equals(List.of("application/problem+json"))) {
			return "Content-Type " + answer.headerLines("Content-Type");
		}
		if (answer.content().length > 0) {
			return "a body";
		}
		return (id(answer).isEmpty()) ? "no request ID" : null;
	}

	private String fault(RawHttp.Answer answer) {
		byte[] content = answer.content();
		String length = String.join(",", answer.headerLines("Content-Length"));
		if (!length.isEmpty() && !length.equals(Integer.toString(content.length))) {
			return "Content-Length " + length + " of " + content.length + " bytes";
		}
		String text = text(answer);
		try {
			JsonNode problem = MAPPER.readTree(text);
			Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			headers.putAll(answer.headers());
			byte[] plain = text.getBytes(StandardCharsets.UTF_8);
			boolean ofUnknownLength = this.row.script().name().contains("setTrailerFields");
			if (headers.remove("Content-Encoding") != null || (ofUnknownLength && length.isEmpty())) {
				headers.put("Content-Length", List.of(Integer.toString(plain.length)));
			}
			ProblemAssert
				.assertThat(new RawHttp.Answer(answer.status(), answer.statusLine(), headers, plain, answer.whole(),
						answer.closed(), answer.interim()))
				.isProblem(answer.status(), problem.path("code").asString("a code"));
			return null;
		}
		catch (JacksonException ex) {
			return "no JSON";
		}
		catch (AssertionError ex) {
			return "no problem, as " + shortened(lastLines(ex.getMessage()));
		}
	}

	private static String lastLines(String message) {
		String text = message.strip().replaceAll("\\s+", " ");
		int expecting = text.toLowerCase(Locale.ROOT).lastIndexOf("expect");
		return (expecting >= 0) ? text.substring(expecting) : text;
	}

	/**
	 * A line of the container may go where the library's own says it. Where nothing went
	 * wrong, the library is silent.
	 */
	private void log(boolean error, boolean problem) {
		List<LogLine> expected = this.bare.log();
		List<LogLine> actual = this.starter.log().stream().filter((line) -> !line.library()).toList();
		List<LogLine> own = this.starter.log().stream().filter(LogLine::library).toList();
		List<String> levels = new ArrayList<>(levels(actual));
		levels(expected).forEach(levels::remove);
		if (!levels.isEmpty()) {
			add(Aspect.LOG, expected.toString(), "more: " + actual);
		}
		boolean lineGone = expected.size() > actual.size();
		int most = (error || lineGone || !expected.isEmpty()) ? 1 : 0;
		int least = (problem || lineGone) ? 1 : 0;
		if (own.size() > most || own.size() < least) {
			add(Aspect.LOG, expected.toString(), own.size() + " lines of the library: " + own);
		}
	}

	private static List<String> levels(List<LogLine> lines) {
		return lines.stream().map(LogLine::level).toList();
	}

	private static String id(RawHttp.Answer answer) {
		return String.join(",", answer.headerLines("X-Request-Id"));
	}

	private static String text(RawHttp.Answer answer) {
		byte[] content = answer.content();
		if (answer.headerLines("Content-Encoding").equals(List.of("gzip")) && content.length > 2
				&& content[0] == 0x1f) {
			try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
				content = in.readAllBytes();
			}
			catch (IOException ex) {
				return "(a body that cannot be unzipped)";
			}
		}
		return new String(content, StandardCharsets.UTF_8);
	}

	private static String shortened(String text) {
		String line = text.replaceAll("[^ -~]+", " ");
		return (line.length() > 160) ? line.substring(0, 160) + "..." : line;
	}

	private void same(Aspect aspect, Object expected, Object actual) {
		if (!expected.equals(actual)) {
			add(aspect, expected.toString(), actual.toString());
		}
	}

	private void add(Aspect aspect, String expected, String actual) {
		this.differences.add(new Difference(this.row, aspect, expected, actual));
	}

	private static Set<String> names(String... names) {
		Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		set.addAll(List.of(names));
		return set;
	}

}
