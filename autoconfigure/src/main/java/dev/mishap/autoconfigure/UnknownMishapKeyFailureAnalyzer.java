package dev.mishap.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which key under {@code mishap} doesn't exist, and which one was probably meant.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownMishapKeyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	private static final String PREFIX = "mishap.";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		List<String> complaints = new ArrayList<>();
		List<String> remedies = new ArrayList<>();
		for (ConfigurationProperty property : cause.getUnboundProperties()) {
			String key = property.getName().toString();
			if (!key.startsWith(PREFIX)) {
				return null;
			}
			complaints.add(key + " (" + property.getOrigin() + ")");
			remedies.add("Write " + nearest(key) + " instead of " + key + ", or remove it.");
		}
		return new FailureAnalysis("There is no such key: " + String.join(", ", complaints),
				String.join(System.lineSeparator(), remedies), cause);
	}

	private static String nearest(String key) {
		String wanted = key.replaceAll("\\[\\d+]", "").toLowerCase(Locale.ROOT);
		String nearest = PREFIX;
		int distance = Integer.MAX_VALUE;
		for (String known : MishapKeys.all()) {
			int d = distance(wanted, known);
			if (d < distance) {
				distance = d;
				nearest = known;
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
