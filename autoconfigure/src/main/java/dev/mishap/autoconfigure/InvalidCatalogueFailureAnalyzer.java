package dev.mishap.autoconfigure;

import dev.mishap.InvalidCatalogueException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which problem of a catalogue stopped the start, and what to write instead. */
final class InvalidCatalogueFailureAnalyzer extends AbstractFailureAnalyzer<InvalidCatalogueException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidCatalogueException cause) {
		return new FailureAnalysis("Catalogue of problems: " + cause.getMessage(), cause.remedy(), cause);
	}

}
