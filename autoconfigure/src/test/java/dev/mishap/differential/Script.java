package dev.mishap.differential;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an application does with one request. Its name is what it does.
 *
 * @param name the name, by which the lists of differences know it
 * @param method the method of the request
 * @param target the target of the request, empty where the script itself is the handler
 * @param steps the steps, in order
 * @param places where it runs
 */
record Script(String name, String method, String target, List<Step> steps, Set<Place> places) {

	/** A script that runs as a servlet, as a filter and as a controller. */
	static Script script(Step... steps) {
		String name = Arrays.stream(steps).map(Step::name).collect(Collectors.joining(", "));
		return new Script(name, "GET", "", List.of(steps), Place.BARE);
	}

	/** A request to one of the handlers that every application here has. */
	static Script visit(String target) {
		return new Script(target, "GET", target, List.of(), EnumSet.of(Place.HANDLER));
	}

	Script in(Place first, Place... rest) {
		return new Script(this.name, this.method, this.target, this.steps, EnumSet.of(first, rest));
	}

	Script everywhere() {
		return new Script(this.name, this.method, this.target, this.steps, Place.ALL);
	}

	Script with(String method) {
		return new Script(method + " " + this.name, method, this.target, this.steps, this.places);
	}

}
