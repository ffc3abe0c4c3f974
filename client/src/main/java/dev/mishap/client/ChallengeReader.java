package dev.mishap.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code WWW-Authenticate} (RFC 9110, section 11.6.1). A comma separates both
 * parameters and challenges: what has no {@code =} behind its first word begins a new
 * challenge. What cannot be read ends the reading of its line.
 */
final class ChallengeReader {

	private static final int MAX_CHALLENGES = 32;

	private static final int MAX_PARAMETERS = 64;

	private static final int MAX_LENGTH = 16 * 1024;

	private static final String TOKEN = "!#$%&'*+-.^_`|~";

	private static final String TOKEN68 = "-._~+/";

	private final String line;

	private final List<Challenge> challenges;

	private int position;

	private @Nullable String scheme;

	private @Nullable String token;

	private Map<String, String> parameters = new LinkedHashMap<>();

	private ChallengeReader(String line, List<Challenge> challenges) {
		this.line = line;
		this.challenges = challenges;
	}

	static List<Challenge> read(List<String> lines) {
		List<Challenge> challenges = new ArrayList<>();
		for (String line : lines) {
			if (line.length() <= MAX_LENGTH) {
				new ChallengeReader(line, challenges).read();
			}
		}
		return List.copyOf(challenges);
	}

	private void read() {
		while (this.challenges.size() < MAX_CHALLENGES) {
			skip(" \t,");
			String word = word();
			if (word.isEmpty()) {
				break;
			}
			if (!readParameter(word)) {
				add();
				this.scheme = word;
				if (skip(" \t") > 0) {
					readToken();
				}
			}
		}
		add();
	}

	/** Reads the rest of a parameter, if the word is the name of one. */
	private boolean readParameter(String name) {
		int start = this.position;
		skip(" \t");
		if (this.scheme == null || !has('=')) {
			this.position = start;
			return false;
		}
		this.position++;
		skip(" \t");
		String value = has('"') ? quoted() : word();
		if (this.parameters.size() < MAX_PARAMETERS) {
			this.parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
		}
		return true;
	}

	/** Reads what stands instead of parameters, and ends with the challenge. */
	private void readToken() {
		int end = this.position;
		while (end < this.line.length()
				&& (isAlphanumeric(this.line.charAt(end)) || TOKEN68.indexOf(this.line.charAt(end)) >= 0)) {
			end++;
		}
		int text = end;
		while (end < this.line.length() && this.line.charAt(end) == '=') {
			end++;
		}
		int next = end;
		while (next < this.line.length() && " \t".indexOf(this.line.charAt(next)) >= 0) {
			next++;
		}
		if (text > this.position && (next == this.line.length() || this.line.charAt(next) == ',')) {
			this.token = this.line.substring(this.position, end);
			this.position = next;
		}
	}

	private void add() {
		String complete = this.scheme;
		if (complete != null && this.challenges.size() < MAX_CHALLENGES) {
			this.challenges.add(new Challenge(complete, this.token, this.parameters));
		}
		this.scheme = null;
		this.token = null;
		this.parameters = new LinkedHashMap<>();
	}

	private String quoted() {
		StringBuilder text = new StringBuilder();
		for (this.position++; this.position < this.line.length() && !has('"'); this.position++) {
			if (has('\\') && this.position + 1 < this.line.length()) {
				this.position++;
			}
			text.append(this.line.charAt(this.position));
		}
		this.position = Math.min(this.position + 1, this.line.length());
		return text.toString();
	}

	private String word() {
		int start = this.position;
		while (this.position < this.line.length() && (isAlphanumeric(this.line.charAt(this.position))
				|| TOKEN.indexOf(this.line.charAt(this.position)) >= 0)) {
			this.position++;
		}
		return this.line.substring(start, this.position);
	}

	private int skip(String characters) {
		int start = this.position;
		while (this.position < this.line.length() && characters.indexOf(this.line.charAt(this.position)) >= 0) {
			this.position++;
		}
		return this.position - start;
	}

	private boolean has(char c) {
		return this.position < this.line.length() && this.line.charAt(this.position) == c;
	}

	private static boolean isAlphanumeric(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
	}

}
