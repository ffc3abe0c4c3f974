package dev.mishap.internal.servlet.webmvc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Paths and methods of functional routes, read once from how they were declared. To such
 * a route the method is a condition like any other, so that MVC says 404 to an address
 * that only wants another method. A route that has a condition of the application's own
 * is left out: whether it is met is not known without calling it.
 */
public final class FunctionalRoutes {

	private static final int MAX_ALTERNATIVES = 64;

	private final Supplier<List<Route>> routes;

	public FunctionalRoutes(Supplier<List<RouterFunctionMapping>> mappings) {
		this.routes = SingletonSupplier.of(() -> read(mappings.get()));
	}

	/** Returns the methods of the routes whose path this is, in a set of its own. */
	Set<String> methods(PathContainer path) {
		Set<String> methods = new TreeSet<>();
		for (Route route : this.routes.get()) {
			if (route.matches(path)) {
				methods.addAll(route.methods());
			}
		}
		return methods;
	}

	private static List<Route> read(List<RouterFunctionMapping> mappings) {
		Collector collector = new Collector();
		for (RouterFunctionMapping mapping : mappings) {
			RouterFunction<?> function = mapping.getRouterFunction();
			if (function != null) {
				function.accept(collector);
			}
		}
		return List.copyOf(collector.routes);
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

		boolean matches(PathContainer path) {
			return this.pattern.matches(path);
		}

	}

	/** Goes through the routes and joins the conditions that are nested. */
	private static final class Collector implements RouterFunctions.Visitor {

		private final List<Route> routes = new ArrayList<>();

		private final Deque<List<Alternative>> outer = new ArrayDeque<>(List.of(Condition.ANY));

		@Override
		public void startNested(RequestPredicate predicate) {
			this.outer.push(Condition.and(this.outer.getFirst(), Condition.of(predicate)));
		}

		@Override
		public void endNested(RequestPredicate predicate) {
			this.outer.pop();
		}

		@Override
		public void route(RequestPredicate predicate, HandlerFunction<?> handlerFunction) {
			for (Alternative way : Condition.and(this.outer.getFirst(), Condition.of(predicate))) {
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
			this.routes
				.add(new Route(PathPatternParser.defaultInstance.parse(whole.toString()), Set.copyOf(way.methods())));
		}

		@Override
		public void resources(Function<ServerRequest, java.util.Optional<Resource>> lookupFunction) {
		}

		@Override
		public void attributes(Map<String, Object> attributes) {
		}

		@Override
		public void unknown(RouterFunction<?> routerFunction) {
		}

	}

	/**
	 * Reads a condition into the ways in which it can be met; none if that is not known.
	 * Header fields, parameters and media types are taken for met.
	 */
	private static final class Condition implements RequestPredicates.Visitor {

		private static final List<Alternative> ANY = List.of(new Alternative(List.of(), Set.of()));

		private final Deque<List<Alternative>> found = new ArrayDeque<>();

		static List<Alternative> of(RequestPredicate predicate) {
			Condition condition = new Condition();
			predicate.accept(condition);
			@Nullable List<Alternative> read = condition.found.peek();
			return (read != null && condition.found.size() == 1) ? read : List.of();
		}

		static List<Alternative> and(List<Alternative> left, List<Alternative> right) {
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

		@Override
		public void method(Set<HttpMethod> methods) {
			Set<String> names = new TreeSet<>();
			methods.forEach((method) -> names.add(method.name()));
			this.found.push(List.of(new Alternative(List.of(), names)));
		}

		@Override
		public void path(String pattern) {
			this.found.push(List.of(new Alternative(List.of(pattern), Set.of())));
		}

		@Override
		@SuppressWarnings("removal")
		public void pathExtension(String extension) {
			this.found.push(List.of());
		}

		@Override
		public void header(String name, String value) {
			this.found.push(ANY);
		}

		@Override
		public void param(String name, String value) {
			this.found.push(ANY);
		}

		@Override
		public void version(String version) {
			this.found.push(ANY);
		}

		@Override
		public void startAnd() {
		}

		@Override
		public void and() {
		}

		@Override
		public void endAnd() {
			List<Alternative> right = this.found.pop();
			this.found.push(and(this.found.pop(), right));
		}

		@Override
		public void startOr() {
		}

		@Override
		public void or() {
		}

		@Override
		public void endOr() {
			List<Alternative> either = new ArrayList<>(this.found.pop());
			either.addAll(this.found.pop());
			this.found.push(either);
		}

		@Override
		public void startNegate() {
		}

		@Override
		public void endNegate() {
			this.found.pop();
			this.found.push(List.of());
		}

		@Override
		public void unknown(RequestPredicate predicate) {
			this.found.push(List.of());
		}

	}

}
