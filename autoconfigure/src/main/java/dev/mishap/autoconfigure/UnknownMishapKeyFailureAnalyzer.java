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
		String nearest = Spelling.nearest(wanted, MishapKeys.all());
		return (nearest != null) ? nearest : PREFIX;
	}

}
