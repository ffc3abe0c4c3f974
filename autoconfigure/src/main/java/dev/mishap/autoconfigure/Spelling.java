package dev.mishap.autoconfigure;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant. */
final class Spelling {

	private Spelling() {
	}

	/**
	 * Returns the name that takes the fewest changes; one that only has more before or
	 * behind counts as near.
	 * @param wanted what was written
	 * @param known the names that there are
	 * @return the nearest, or {@code null} if there is none that has anything in common
	 */
	static @Nullable String nearest(String wanted, Collection<String> known) {
		String nearest = null;
		int distance = wanted.length();
		for (String candidate : known) {
			boolean part = candidate.contains(wanted) || wanted.contains(candidate);
			int d = distance(wanted, candidate);
			d = part ? (3 * d + 3) / 4 : d;
			if (d < distance) {
				distance = d;
				nearest = candidate;
			}
		}
		return nearest;
	}

	/** Levenshtein's distance. */
	private static int distance(String a, String b) {
		int[] previous = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int[] current = new int[b.length() + 1];
			current[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int replaced = previous[j - 1] + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1);
				current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
			}
			previous = current;
		}
		return previous[b.length()];
	}

}
