package dev.mishap.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which key under {@code mishap} stopped the start, and what to write instead. */
final class InvalidMishapPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidMishapPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidMishapPropertyException cause) {
		return new FailureAnalysis(cause.key() + ": " + cause.getMessage(), cause.remedy(), cause);
	}

}
