package dev.mishap.internal.reactive;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemWriter;
import dev.mishap.internal.ProblemAnswer.Send;
import dev.mishap.internal.ProblemPipeline.Loader;
import dev.mishap.internal.body.HtmlProblemWriter;
import dev.mishap.internal.body.HtmlProblemWriter.FailedPages;
import dev.mishap.internal.body.HtmlProblemWriter.PageModel;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.web.ErrorProperties;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webflux.autoconfigure.error.DefaultErrorWebExceptionHandler;
import org.springframework.boot.webflux.error.DefaultErrorAttributes;
import org.springframework.boot.webflux.error.ErrorAttributes;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Error pages of the application, found and made as Boot does it, but for the status that
 * was found, with the members of the problem in the model, and on a response that leads
 * nowhere. A page takes time, and templates are read from files: so nothing waits for it
 * while an answer is decided on, it is made afterwards, on threads that may wait.
 */
public final class ErrorPages implements HtmlProblemWriter.PageSource {

	private final FailedPages failures = new FailedPages();

	private final Supplier<Optional<Views>> views;

	/**
	 * Creates the pages. Beans are looked for at the first error only.
	 * @param context the context of the application
	 */
	public ErrorPages(ApplicationContext context) {
		this.views = Loader.once(() -> isBootReplaced(context) ? Optional.of(Views.of(context)) : Optional.empty());
	}

	/** A handler of the application's own makes its pages itself. */
	private static boolean isBootReplaced(ApplicationContext context) {
		return context.getBeanProvider(ErrorWebExceptionHandler.class)
			.stream()
			.anyMatch(ProblemWebExceptionHandler.class::isInstance);
	}

	/** Notes that a page is wanted; {@link #pageInstead} makes it. */
	@Override
	public ProblemWriter.@Nullable Body page(Problem problem, ProblemContext context) {
		if (context.request() instanceof ReactiveProblemRequest failed) {
			ReactiveState.of(failed.state()).wantPage(new Wanted(problem, context));
		}
		return null;
	}

	@Override
	public @Nullable String home(ProblemContext context) {
		return (context.request() instanceof ReactiveProblemRequest failed)
				? failed.request().getPath().contextPath().value() + "/" : null;
	}

	/** Returns an answer with the application's page in it, if there is one. */
	Mono<Send> pageInstead(Send send, Wanted wanted, ServerWebExchange exchange) {
		Views known = this.views.get().orElse(null);
		if (known == null) {
			return Mono.just(send);
		}
		Throwable thrown = wanted.context.exception();
		Throwable exception = (thrown != null) ? thrown
				: new ResponseStatusException(HttpStatusCode.valueOf(send.status()));
		DetachedResponse response = new DetachedResponse();
		// what Reactor holds for fatal would be thrown at a thread where nobody answers
		return new GuardedMono(() -> known.handle(response.in(exchange), exception), null, null)
			.subscribeOn(Schedulers.boundedElastic())
			.then(Mono.fromSupplier(() -> page(send, response)))
			.onErrorResume((failure) -> {
				// Boot hands the exception on where nothing may stand in for a page
				if (failure != exception) {
					this.failures.failed(wanted.problem, wanted.context, ErrorPages.class, failure);
				}
				return Mono.just(send);
			});
	}

	private static Send page(Send send, DetachedResponse response) {
		byte[] content = response.content();
		MediaType type = response.getHeaders().getContentType();
		return (content.length > 0 && type != null) ? new Send(send.status(), send.set(), send.remove(),
				new ProblemWriter.Body(String.valueOf(type), content)) : send;
	}

	/**
	 * Page that is wanted.
	 *
	 * @param problem what it is for
	 * @param context the circumstances
	 */
	record Wanted(Problem problem, ProblemContext context) {
	}

	/** Boot's handler, for pages alone and without a page of its own. */
	private static final class Views extends DefaultErrorWebExceptionHandler {

		private Views(ErrorAttributes attributes, WebProperties.Resources resources, ErrorProperties properties,
				ApplicationContext context) {
			super(attributes, resources, properties, context);
		}

		static Views of(ApplicationContext context) {
			ErrorAttributes attributes = context.getBeanProvider(ErrorAttributes.class)
				.getIfUnique(DefaultErrorAttributes::new);
			WebProperties web = context.getBeanProvider(WebProperties.class).getIfUnique(WebProperties::new);
			Views views = new Views(attributes, web.getResources(), properties(context.getEnvironment()), context);
			ServerCodecConfigurer codecs = context.getBeanProvider(ServerCodecConfigurer.class)
				.getIfUnique(ServerCodecConfigurer::create);
			views.setMessageReaders(codecs.getReaders());
			views.setMessageWriters(codecs.getWriters());
			views.setViewResolvers(context.getBeanProvider(ViewResolver.class).orderedStream().toList());
			return views;
		}

		/** The keys have moved from one version of Boot to the next. */
		private static ErrorProperties properties(Environment environment) {
			String prefix = ClassUtils.hasMethod(WebProperties.class, "getError") ? "spring.web.error" : "server.error";
			return Binder.get(environment).bind(prefix, ErrorProperties.class).orElseGet(ErrorProperties::new);
		}

		/** It was found already that a page is wanted. */
		@Override
		protected RouterFunction<ServerResponse> getRoutingFunction(ErrorAttributes attributes) {
			return RouterFunctions.route(RequestPredicates.all(), this::renderErrorView);
		}

		/** JDK 17 does not show the check what Boot says of the values, later ones do. */
		@Override
		@SuppressWarnings("NullAway")
		protected Map<String, Object> getErrorAttributes(ServerRequest request, ErrorAttributeOptions options) {
			Map<String, Object> model = new LinkedHashMap<>(super.getErrorAttributes(request, options));
			model.values().removeIf(Objects::isNull);
			Wanted wanted = ReactiveState.of(ReactiveState.requestState(request.exchange())).wantedPage();
			if (wanted != null) {
				int status = wanted.problem.status();
				if (!Integer.valueOf(status).equals(model.put("status", status))) {
					model.put("error", PageModel.error(status));
				}
				PageModel.complete(model, wanted.problem, wanted.context);
			}
			return model;
		}

		@Override
		@SuppressWarnings("NullAway")
		protected Mono<ServerResponse> renderDefaultErrorView(ServerResponse.BodyBuilder body,
				Map<String, Object> error) {
			return Mono.empty();
		}

		/** The error has its line. */
		@Override
		protected void logError(ServerRequest request, ServerResponse response, Throwable exception) {
		}

	}

}
