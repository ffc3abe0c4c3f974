package dev.mishap.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * An answer to be recorded.
 *
 * @param lines status line, header fields, an empty line and the body, or nothing if no
 * answer came while somebody waited for it
 * @param cut whether the connection was cut before the end
 */
record RecordedAnswer(List<String> lines, boolean cut) {

	/** These tell of the connection, or differ with the time. */
	private static final Set<String> LEFT_OUT = Set.of("date", "connection", "keep-alive", "content-length");

	private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private static final Pattern TIMESTAMP = Pattern
		.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

	/** That of the page of errors for browsers. */
	private static final Pattern DATE = Pattern
		.compile("[A-Z][a-z]{2} [A-Z][a-z]{2} \\d\\d \\d\\d:\\d\\d:\\d\\d [^<]*? \\d{4}(?=<)");

	private static final Pattern PORT = Pattern.compile("localhost:\\d+");

	/** Whether a thread has taken a job already, an answer cannot know. */
	private static final Pattern STARTED = Pattern.compile("\"running\"(?=,\"done\":0)");

	private static final Pattern RESET = Pattern.compile(";t=\\d+");

	/**
	 * All but the first line of a stack trace: another JDK has others.
	 */
	private static final Pattern FRAMES = Pattern.compile("(\n\tat [^\n]*)(\n\tat [^\n]*)+");

	static RecordedAnswer parse(String response) {
		String text = response.replace("\r", "");
		if (text.isEmpty()) {
			return new RecordedAnswer(List.of(), false);
		}
		StringBuilder interim = new StringBuilder();
		int end = text.indexOf("\n\n");
		while (text.startsWith("HTTP/1.1 1")) {
			interim.append(text, 0, end + 2);
			text = text.substring(end + 2);
			end = text.indexOf("\n\n");
		}
		List<String> lines = new ArrayList<>(interim.toString().lines().toList());
		boolean chunked = false;
		for (String line : text.substring(0, end).lines().toList()) {
			String name = line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT);
			boolean coding = name.equals("transfer-encoding");
			chunked |= coding;
			if (!LEFT_OUT.contains(name) && !coding) {
				lines.add(line);
			}
		}
		String body = text.substring(end + 2);
		boolean cut = chunked && !response.endsWith("\r\n0\r\n\r\n");
		if (chunked) {
			body = joined(body);
		}
		lines.add("");
		lines.addAll(body.lines().toList());
		return new RecordedAnswer(List.copyOf(lines), cut);
	}

	/**
	 * Joins chunks, of which the last may be missing: how they are split is left to
	 * chance.
	 */
	private static String joined(String chunks) {
		StringBuilder body = new StringBuilder();
		int at = 0;
		int lineEnd = chunks.indexOf('\n');
		while (lineEnd >= 0) {
			int length = Integer.parseInt(chunks.substring(at, lineEnd), 16);
			body.append(chunks, lineEnd + 1, lineEnd + 1 + length);
			at = lineEnd + 1 + length + 1;
			lineEnd = (length > 0) ? chunks.indexOf('\n', at) : -1;
		}
		return body.toString();
	}

	/** Returns the answer without what differs from run to run. */
	RecordedAnswer stable() {
		return new RecordedAnswer(stable(String.join("\n", this.lines)).lines().toList(), this.cut);
	}

	private static String stable(String text) {
		String stable = UUID.matcher(text).replaceAll("0b9f3c52-6a1d-4c7e-8f20-5d3e9a7b1c64");
		stable = TIMESTAMP.matcher(stable).replaceAll("2026-01-01T09:00:00.000Z");
		stable = DATE.matcher(stable).replaceAll("Thu Jan 01 09:00:00 UTC 2026");
		stable = RESET.matcher(stable).replaceAll(";t=60");
		stable = PORT.matcher(stable).replaceAll("localhost:8080");
		stable = STARTED.matcher(stable).replaceAll("\"queued\"");
		return FRAMES.matcher(stable).replaceAll("$1\n\t…");
	}

	boolean isThere() {
		return !this.lines.isEmpty();
	}

	int status() {
		return Integer.parseInt(this.lines.get(0).split(" ")[1]);
	}

	@Nullable String field(String name) {
		return this.lines.stream()
			.takeWhile((line) -> !line.isEmpty())
			.filter((line) -> line.startsWith(name + ": "))
			.map((line) -> line.substring(name.length() + 2))
			.findFirst()
			.orElse(null);
	}

	String body() {
		if (!isThere()) {
			return "";
		}
		return String.join("\n", this.lines.subList(this.lines.lastIndexOf("") + 1, this.lines.size()));
	}

	/** Returns a member of a JSON object, empty if there is none. */
	String member(String name) {
		try {
			return CardPlayer.JSON.readTree(body()).path(name).asString("");
		}
		catch (JacksonException ex) {
			return "";
		}
	}

}
