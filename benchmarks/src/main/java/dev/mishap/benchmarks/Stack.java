package dev.mishap.benchmarks;

import java.util.List;

/** What the applications stand on. */
public enum Stack {

	/** Spring MVC on Tomcat. */
	SERVLET(List.of(Library.values()), List.of(Scenario.values())),

	/**
	 * WebFlux on Reactor Netty. There is no floor, and nobody writes an advice by hand
	 * there; what only a servlet application has is left out.
	 */
	WEBFLUX(List.of(Library.BOOT, Library.PROBLEM_DETAILS, Library.WIMDEBLAUWE, Library.MISHAP),
			List.of(Scenario.VALIDATION, Scenario.NO_ROUTE, Scenario.METHOD_NOT_ALLOWED, Scenario.DOMAIN_MAPPED,
					Scenario.UNKNOWN, Scenario.UNKNOWN_BUDGET, Scenario.SHED, Scenario.OK,
					Scenario.UNAUTHENTICATED_BASIC));

	private final List<Library> libraries;

	private final List<Scenario> scenarios;

	Stack(List<Library> libraries, List<Scenario> scenarios) {
		this.libraries = libraries;
		this.scenarios = scenarios;
	}

	/**
	 * Returns the libraries that are measured.
	 */
	public List<Library> libraries() {
		return this.libraries;
	}

	/**
	 * Returns the requests that are measured.
	 */
	public List<Scenario> scenarios() {
		return this.scenarios;
	}

}
