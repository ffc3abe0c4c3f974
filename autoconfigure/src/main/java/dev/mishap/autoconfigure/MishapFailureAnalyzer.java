package dev.mishap.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.mishap.ProblemCatalogue.InvalidEntryException;
import dev.mishap.autoconfigure.MishapProperties.InvalidPropertyException;
import dev.mishap.internal.Causes;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Says which key under {@code mishap}, or which problem of a catalogue, stopped the
 * start, and what to write instead. Before the analyzer of Boot, which knows that a value
 * could not be bound, but not why.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MishapFailureAnalyzer implements FailureAnalyzer {

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		BindException binding = Causes.find(failure, BindException.class);
		InvalidPropertyException refused = Causes.find(failure, InvalidPropertyException.class);
		if (refused != null) {
			return new FailureAnalysis(key(binding, refused.key()) + ": " + refused.getMessage(), refused.remedy(),
					refused);
		}
		InvalidEntryException catalogue = Causes.find(failure, InvalidEntryException.class);
		if (catalogue != null) {
			return new FailureAnalysis("Catalogue of problems: " + catalogue.getMessage(), catalogue.remedy(),
					catalogue);
		}
		return (binding != null) ? unreadable(binding) : null;
	}

	/** What was found while binding is named by its key within the record. */
	private static String key(@Nullable BindException binding, String key) {
		if (binding == null) {
			return key;
		}
		return key.isEmpty() ? binding.getName().toString() : binding.getName() + "." + key;
	}

	/** Says what a value that has the wrong type may look like. */
	private static @Nullable FailureAnalysis unreadable(BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		Class<?> type = cause.getTarget().getType().resolve();
		String remedy = (type != null) ? remedy(ClassUtils.resolvePrimitiveIfNecessary(type)) : null;
		if (property == null || remedy == null || !cause.getName().toString().startsWith("mishap.")) {
			return null;
		}
		return new FailureAnalysis(
				cause.getName() + ": '" + property.getValue() + "' cannot be read (" + property.getOrigin() + ").",
				remedy, cause);
	}

	private static @Nullable String remedy(Class<?> type) {
		if (type.isEnum()) {
			return "Write one of " + Arrays.stream(type.getEnumConstants())
				.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.collect(Collectors.joining(", ")) + ".";
		}
		if (type == Boolean.class) {
			return "Write true or false.";
		}
		if (type == Integer.class) {
			return "Write a whole number.";
		}
		if (type == Duration.class) {
			return "Write a time with its unit, such as 30s or 2m.";
		}
		if (type == DataSize.class) {
			return "Write a size with its unit, such as 10MB.";
		}
		return (type == URI.class) ? "Write an address without spaces, such as https://shop.example/problems/closed."
				: null;
	}

}
