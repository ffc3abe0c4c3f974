package dev.mishap.internal.security;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.mishap.ProblemRequest;
import org.jspecify.annotations.Nullable;

/** Challenges of a refusal, one for each scheme (RFC 9110, section 11.6.1). */
public final class Challenges {

	/**
	 * Schemes for which browsers open a dialog of their own. Spring Security does not
	 * send these to scripts.
	 */
	private static final Set<String> WITH_BOX = Set.of("basic", "digest", "negotiate", "ntlm");

	private final Set<String> found = new LinkedHashSet<>();

	public Challenges() {
	}

	/**
	 * Adds a challenge, unless there is one of its scheme.
	 * @param challenge the challenge, {@code null} for none
	 */
	public void add(@Nullable String challenge) {
		if (challenge != null && this.found.stream().noneMatch((known) -> scheme(known).equals(scheme(challenge)))) {
			this.found.add(challenge);
		}
	}

	/**
	 * Returns the values of {@code WWW-Authenticate}. A script gets schemes that browsers
	 * do not know, {@code XBasic} for {@code Basic}, so that no dialog opens.
	 * @param request the request
	 * @param fallback the challenge where none was added
	 */
	public List<String> values(ProblemRequest request, String fallback) {
		List<String> challenges = this.found.isEmpty() ? List.of(fallback) : List.copyOf(this.found);
		if (!"XMLHttpRequest".equalsIgnoreCase(request.header("X-Requested-With"))) {
			return challenges;
		}
		return challenges.stream()
			.map((challenge) -> WITH_BOX.contains(scheme(challenge)) ? "X" + challenge : challenge)
			.toList();
	}

	private static String scheme(String challenge) {
		int end = challenge.indexOf(' ');
		return ((end < 0) ? challenge : challenge.substring(0, end)).toLowerCase(Locale.ROOT);
	}

}
