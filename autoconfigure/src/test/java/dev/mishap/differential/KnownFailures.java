package dev.mishap.differential;

import java.util.List;
import java.util.Set;

/** Differences that are faults of the library. Each has to go, and its line with it. */
final class KnownFailures {

	/** Tests of {@link SurroundingsContract}: class, method and arguments. */
	static final Set<String> TESTS = Set.of();

	static final List<Expected> LIST = List.of();

	private KnownFailures() {
	}

}
