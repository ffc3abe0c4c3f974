package dev.mishap.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Paths and methods of functional routes, collected from how they were declared. A route
 * that has a condition of the application's own is left out: whether it is met is not
 * known without calling it. So is one that cannot be read: an error is answered as well
 * without it.
 */
public final class DeclaredRoutes {

	/**
	 * For TRACE: it is refused before anybody asks who the caller is, who must not learn
	 * from it which addresses exist.
	 */
	public static final List<String> ALL_BUT_TRACE = List.of("DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");

	private static final List<String> EVERY = List.of("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT");

	private static final int MAX_ALTERNATIVES = 64;

	private static final List<Alternative> ANY = List.of(new Alternative(List.of(), Set.of()));

	private final List<Route> routes = new ArrayList<>();

	private final Deque<List<Alternative>> outer = new ArrayDeque<>(List.of(ANY));

	/**
	 * Creates an empty collection.
	 */
	public DeclaredRoutes() {
	}

	/**
	 * Begins routes that share a condition.
	 * @param condition the condition
	 */
	public void startNested(Condition condition) {
		this.outer.push(and(this.outer.getFirst(), condition.ways()));
	}

	/**
	 * Ends what was begun last.
	 */
	public void endNested() {
		this.outer.pop();
	}

	/**
	 * Adds a route.
	 * @param condition the condition of the route
	 */
	public void route(Condition condition) {
		for (Alternative way : and(this.outer.getFirst(), condition.ways())) {
			if (!way.patterns().isEmpty() && !way.methods().isEmpty()) {
				add(way);
			}
		}
	}

	private void add(Alternative way) {
		StringBuilder whole = new StringBuilder();
		for (String pattern : way.patterns()) {
			if (whole.length() > 0 && whole.charAt(whole.length() - 1) == '/' && pattern.startsWith("/")) {
				whole.setLength(whole.length() - 1);
			}
			whole.append(pattern);
		}
		try {
			this.routes
				.add(new Route(PathPatternParser.defaultInstance.parse(whole.toString()), Set.copyOf(way.methods())));
		}
		catch (PatternParseException ignored) {
			// a nested pattern may end in what no other pattern can follow, such as **
		}
	}

	/**
	 * Returns the methods of the routes whose path this is, in a set of its own.
	 * @param path the path
	 */
	public Set<String> methods(PathContainer path) {
		Set<String> methods = new TreeSet<>();
		for (Route route : this.routes) {
			if (route.pattern().matches(path)) {
				methods.addAll(route.methods());
			}
		}
		return methods;
	}

	private static List<Alternative> and(List<Alternative> left, List<Alternative> right) {
		List<Alternative> both = new ArrayList<>();
		if (left.size() * right.size() <= MAX_ALTERNATIVES) {
			for (Alternative one : left) {
				for (Alternative other : right) {
					both.add(one.and(other));
				}
			}
		}
		return both;
	}

	/**
	 * One way to meet a condition: patterns that the path has to match one after the
	 * other, and methods, none for any.
	 */
	private record Alternative(List<String> patterns, Set<String> methods) {

		Alternative and(Alternative other) {
			List<String> patterns = new ArrayList<>(this.patterns);
			patterns.addAll(other.patterns);
			Set<String> methods = new TreeSet<>(this.methods);
			if (methods.isEmpty()) {
				methods.addAll(other.methods);
			}
			else if (!other.methods.isEmpty()) {
				methods.retainAll(other.methods);
			}
			return new Alternative(patterns, methods);
		}

	}

	/** Pattern of a whole path, and the methods that it takes. */
	private record Route(PathPattern pattern, Set<String> methods) {
	}

	/**
	 * Condition as it is read, part by part: the ways in which it can be met, none if
	 * they are not known. Spring MVC and WebFlux each have a visitor of conditions; their
	 * common methods are these, so that a class which extends this one has them.
	 * Conditions on header fields, parameters and media types are assumed to be met.
	 */
	public abstract static class Condition {

		private final Deque<List<Alternative>> found = new ArrayDeque<>();

		/**
		 * Creates a condition of which nothing is read yet.
		 */
		protected Condition() {
		}

		/**
		 * Reads a condition. What parts of the application's own show of themselves may
		 * not fit together, or fail: then nothing is known.
		 * @param visit shows the parts of the condition to this one
		 * @return this condition
		 */
		protected final Condition reading(Runnable visit) {
			try {
				visit.run();
			}
			catch (RuntimeException | LinkageError ignored) {
				this.found.clear();
			}
			return this;
		}

		private List<Alternative> ways() {
			@Nullable List<Alternative> read = this.found.peek();
			return (read != null && this.found.size() == 1) ? read : List.of();
		}

		/**
		 * Adds a condition that is assumed to be met.
		 */
		protected final void met() {
			this.found.push(ANY);
		}

		/**
		 * Adds a condition that only the application can evaluate.
		 */
		protected final void unknown() {
			this.found.push(List.of());
		}

		public void method(Set<HttpMethod> methods) {
			Set<String> names = new TreeSet<>();
			methods.forEach((method) -> names.add(method.name()));
			this.found.push(List.of(new Alternative(List.of(), names)));
		}

		public void path(String pattern) {
			this.found.push(List.of(new Alternative(List.of(pattern), Set.of())));
		}

		public void pathExtension(String extension) {
			unknown();
		}

		public void header(String name, String value) {
			met();
		}

		public void version(String version) {
			met();
		}

		public void startAnd() {
		}

		public void and() {
		}

		/** Both of the last two parts have to be met. */
		public void endAnd() {
			List<Alternative> right = this.found.pop();
			this.found.push(DeclaredRoutes.and(this.found.pop(), right));
		}

		public void startOr() {
		}

		public void or() {
		}

		/** One of the last two parts has to be met. */
		public void endOr() {
			List<Alternative> either = new ArrayList<>(this.found.pop());
			either.addAll(this.found.pop());
			this.found.push(either);
		}

		public void startNegate() {
		}

		/** What is left when the last part is negated is not known. */
		public void endNegate() {
			this.found.pop();
			unknown();
		}

	}

	/**
	 * Returns the methods of an address, as one value, none if none is known.
	 * @param controllers what each route of a controller declares, an empty set for all
	 * @param functions the methods of functional routes, which answer no others beside
	 * @param refused the method of the request, which is not among them
	 */
	public static List<String> allow(Collection<Set<RequestMethod>> controllers, Set<String> functions,
			@Nullable String refused) {
		Set<String> methods = new TreeSet<>();
		for (Set<RequestMethod> declared : controllers) {
			if (declared.isEmpty()) {
				methods.addAll(EVERY);
			}
			declared.forEach((method) -> methods.add(method.name()));
		}
		if (!methods.isEmpty()) {
			methods.add("OPTIONS");
		}
		if (methods.contains("GET")) {
			methods.add("HEAD");
		}
		methods.addAll(functions);
		if (refused != null) {
			methods.remove(refused);
		}
		if ("GET".equals(refused)) {
			// the same handler answers HEAD
			methods.remove("HEAD");
		}
		return methods.isEmpty() ? List.of() : List.of(String.join(", ", methods));
	}

}
