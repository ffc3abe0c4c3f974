package dev.mishap.differential;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * One thing that an application does with a request or its response.
 *
 * @param name what it is called in the record of a run
 * @param action what is done; what it returns is recorded and compared
 * @param passesOn whether what it throws leaves the application, instead of being
 * recorded only
 * @param blind whether the response must not be looked at afterwards, as another thread
 * may have it already
 */
record Step(String name, Action action, boolean passesOn, boolean blind) {

	/** A step whose result is compared. */
	static Step asks(String name, Action action) {
		return new Step(name, action, false, false);
	}

	/** A step without a result. */
	static Step does(String name, Effect effect) {
		return new Step(name, (request, response) -> {
			effect.run(request, response);
			return "";
		}, false, false);
	}

	/** The same, but what it throws goes on to the caller of the application. */
	Step passing() {
		return new Step(this.name + "!", this.action, true, this.blind);
	}

	/** The same, for steps that hand the request over. */
	Step handingOver() {
		return new Step(this.name, this.action, this.passesOn, true);
	}

	/** What a step does. */
	@FunctionalInterface
	interface Action {

		Object run(HttpServletRequest request, HttpServletResponse response) throws Exception;

	}

	/** What a step does that has no result. */
	@FunctionalInterface
	interface Effect {

		void run(HttpServletRequest request, HttpServletResponse response) throws Exception;

	}

}
