package dev.mishap.internal.reactive;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.mishap.internal.DeclaredRoutes;
import dev.mishap.internal.ProblemPipeline.Loader;
import reactor.core.publisher.Mono;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;

/**
 * Paths and methods of functional routes, read once from how they were declared. To such
 * a route the method is a condition like any other, so that WebFlux says 404 to an
 * address that only wants another method.
 */
public final class FunctionalRoutes {

	private final Supplier<DeclaredRoutes> routes;

	/**
	 * Creates the routes.
	 * @param mappings returns the mappings of functional routes
	 */
	public FunctionalRoutes(Supplier<List<RouterFunctionMapping>> mappings) {
		this.routes = Loader.once(() -> read(mappings.get()));
	}

	/** Returns the methods of the routes whose path this is, in a set of its own. */
	Set<String> methods(PathContainer path) {
		return this.routes.get().methods(path);
	}

	private static DeclaredRoutes read(List<RouterFunctionMapping> mappings) {
		Collector collector = new Collector();
		for (RouterFunctionMapping mapping : mappings) {
			RouterFunction<?> function = mapping.getRouterFunction();
			if (function != null) {
				function.accept(collector);
			}
		}
		return collector.routes;
	}

	/** Goes through the routes and joins the conditions that are nested. */
	private static final class Collector implements RouterFunctions.Visitor {

		private final DeclaredRoutes routes = new DeclaredRoutes();

		@Override
		public void startNested(RequestPredicate predicate) {
			this.routes.startNested(Reader.read(predicate));
		}

		@Override
		public void endNested(RequestPredicate predicate) {
			this.routes.endNested();
		}

		@Override
		public void route(RequestPredicate predicate, HandlerFunction<?> handlerFunction) {
			this.routes.route(Reader.read(predicate));
		}

		@Override
		public void resources(Function<ServerRequest, Mono<Resource>> lookupFunction) {
		}

		@Override
		public void attributes(Map<String, Object> attributes) {
		}

		@Override
		public void unknown(RouterFunction<?> routerFunction) {
		}

	}

	/** What is read alike on both stacks is inherited. */
	@SuppressWarnings("removal")
	private static final class Reader extends DeclaredRoutes.Condition implements RequestPredicates.Visitor {

		static DeclaredRoutes.Condition read(RequestPredicate predicate) {
			Reader reader = new Reader();
			return reader.reading(() -> predicate.accept(reader));
		}

		@Override
		public void queryParam(String name, String value) {
			met();
		}

		@Override
		public void unknown(RequestPredicate predicate) {
			unknown();
		}

	}

}
