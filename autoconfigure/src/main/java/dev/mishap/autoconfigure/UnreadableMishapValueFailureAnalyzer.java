package dev.mishap.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Says what a value under {@code mishap} that has the wrong type may look like. After the
 * analyzers that know more.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class UnreadableMishapValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
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
