package dev.mishap.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which key under {@code mishap} stopped the start, and what to write instead.
 * Before the analyzer of Boot, which knows that a value could not be bound, but not why.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidMishapPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidMishapPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidMishapPropertyException cause) {
		BindException binding = findCause(rootFailure, BindException.class);
		return new FailureAnalysis(key(binding, cause.key()) + ": " + cause.getMessage(), cause.remedy(), cause);
	}

	/** What was found while binding is named by its key within the record. */
	private static String key(@Nullable BindException binding, String key) {
		if (binding == null) {
			return key;
		}
		return key.isEmpty() ? binding.getName().toString() : binding.getName() + "." + key;
	}

}
