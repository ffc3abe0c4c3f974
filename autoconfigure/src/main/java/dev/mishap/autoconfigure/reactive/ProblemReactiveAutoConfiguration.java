package dev.mishap.autoconfigure.reactive;

import java.util.List;
import java.util.function.Supplier;

import dev.mishap.ProblemRequest.Door;
import dev.mishap.autoconfigure.MishapProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.HeaderFields.OwedHeader;
import dev.mishap.internal.PathPatterns.PayloadLimits;
import dev.mishap.internal.PathPatterns;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.ProblemRefinement;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.ReturnedDetails;
import dev.mishap.internal.input.InputRows;
import dev.mishap.internal.input.WebFramework;
import dev.mishap.internal.operations.ObservedProblems;
import dev.mishap.internal.reactive.DeclaredLengthFilter;
import dev.mishap.internal.reactive.ErrorPages;
import dev.mishap.internal.reactive.FunctionalRoutes;
import dev.mishap.internal.reactive.InnermostFilter;
import dev.mishap.internal.reactive.NotedResources;
import dev.mishap.internal.reactive.ObservedExchanges;
import dev.mishap.internal.reactive.OriginRefinement;
import dev.mishap.internal.reactive.PartRefinement;
import dev.mishap.internal.reactive.PayloadRefinement;
import dev.mishap.internal.reactive.ProblemCorsProcessor;
import dev.mishap.internal.reactive.ProblemHttpHandler;
import dev.mishap.internal.reactive.ProblemWebExceptionHandler;
import dev.mishap.internal.reactive.ProblemWebFilter;
import dev.mishap.internal.reactive.ReactiveAnswers;
import dev.mishap.internal.reactive.ReturnedDetailWriter;
import dev.mishap.internal.reactive.RoutesOfWebFlux;
import dev.mishap.internal.reactive.WebFlux;
import dev.mishap.internal.reactive.WebFluxInputRows;
import dev.mishap.internal.reactive.WebFluxRows;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webflux.autoconfigure.error.DefaultErrorWebExceptionHandler;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.ContextPathCompositeHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.web.ErrorResponse;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.i18n.LocaleContextResolver;

/**
 * Auto-configuration of the doors of a WebFlux application.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(after = ProblemAutoConfiguration.class,
		beforeName = "org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration")
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnClass(WebFluxConfigurer.class)
@ConditionalOnBean(name = ProblemAutoConfiguration.NAME)
public final class ProblemReactiveAutoConfiguration {

	@Bean
	ReactiveAnswers mishapReactiveAnswers(ProblemPipeline pipeline, MishapProperties properties,
			MishapProperties.RequestId requestId, MishapProperties.Payload payload, Environment environment,
			ErrorPages pages) {
		return new ReactiveAnswers(pipeline, requestId.header(), properties.fillBodiless(),
				new PathPatterns(properties.excludedPaths()), limits(payload), PathPatterns.basePath(environment),
				pages);
	}

	@Bean
	ErrorPages mishapReactiveErrorPages(ApplicationContext context) {
		return new ErrorPages(context);
	}

	/**
	 * Threads of the event loop must not wait for anything, not even for a file of texts.
	 */
	@Bean
	ProblemPipeline.Loader mishapBlockingWork() {
		return Schedulers.boundedElastic()::schedule;
	}

	@Bean
	@Lazy(false)
	Preparation mishapPreparation(ProblemPipeline pipeline) {
		return new Preparation(pipeline);
	}

	private static @Nullable PayloadLimits limits(MishapProperties.Payload properties) {
		return (properties.maxSize() == null && properties.paths().isEmpty()) ? null : properties.limits();
	}

	@Bean(defaultCandidate = false)
	WebFilter mishapDeclaredLengthFilter() {
		return new DeclaredLengthFilter();
	}

	@Bean
	ProblemRefinement mishapPayloadAnswers() {
		return new PayloadRefinement();
	}

	/** Around the application's own decorators too. */
	@Bean(defaultCandidate = false)
	@Order(Ordered.HIGHEST_PRECEDENCE)
	HttpHandlerDecoratorFactory mishapHttpHandlerDecorator(ReactiveAnswers answers) {
		return (handler) -> new ProblemHttpHandler(handler, answers);
	}

	@Bean
	static Doors mishapReactiveDoors(ObjectProvider<ReactiveAnswers> answers) {
		return new Doors(answers);
	}

	@Bean(defaultCandidate = false)
	@Order(Ordered.HIGHEST_PRECEDENCE)
	WebFilter mishapWebFilter(ReactiveAnswers answers, ApplicationContext context) {
		boolean decided = context.containsBean(WebHttpHandlerBuilder.LOCALE_CONTEXT_RESOLVER_BEAN_NAME)
				&& context.getBean(WebHttpHandlerBuilder.LOCALE_CONTEXT_RESOLVER_BEAN_NAME, LocaleContextResolver.class)
					.getClass() != AcceptHeaderLocaleContextResolver.class;
		return new ProblemWebFilter(answers, context, decided);
	}

	@Bean(defaultCandidate = false)
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebFilter mishapInnermostFilter() {
		return new InnermostFilter();
	}

	@Bean
	@Lazy
	ProblemRows mishapWebFluxInputProblemRows(InputRows input) {
		return new WebFluxInputRows(input);
	}

	@Bean
	ProblemRefinement mishapParts(ObjectProvider<InputRows> input) {
		return new PartRefinement(input::getObject);
	}

	@Bean
	@Lazy
	WebFramework mishapWebFlux(ObjectProvider<ServerCodecConfigurer> codecs) {
		return new WebFlux(() -> codecs.stream().findFirst().map(ServerCodecConfigurer::getReaders).orElse(List.of()));
	}

	@Bean
	@Lazy
	ProblemRows mishapWebFluxProblemRows(RoutesOfWebFlux routes) {
		return new WebFluxRows(routes);
	}

	/** First, around whatever else the application writes its answers with. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	WebFluxConfigurer mishapReturnedValues(ObjectProvider<ProblemPipeline> pipeline,
			ReturnedDetails.Interceptors found) {
		return new WebFluxConfigurer() {

			@Override
			public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
				codecs.customCodecs()
					.register(new ReturnedDetailWriter(() -> new ReturnedDetails(pipeline.getObject()),
							codecs::getWriters));
				codecs.customCodecs().register(NotedResources.writer(codecs::getWriters));
			}

			@Override
			public void addErrorResponseInterceptors(List<ErrorResponse.Interceptor> interceptors) {
				found.set(interceptors, Door.FILTER);
			}

		};
	}

	@Bean
	OwedHeader mishapOwedContentRange() {
		return NotedResources.contentRange();
	}

	@Bean
	RoutesOfWebFlux mishapRoutes(ObjectProvider<RequestMappingInfoHandlerMapping> controllers,
			ObjectProvider<RouterFunctionMapping> functions) {
		return new RoutesOfWebFlux(once(controllers), new FunctionalRoutes(once(functions)));
	}

	/**
	 * Boot's own handler of problem details backs off from any bean of this type; this
	 * one isn't an advice and answers nothing.
	 */
	@Bean
	@ConditionalOnProperty(name = "spring.webflux.problemdetails.enabled", havingValue = "true")
	@ConditionalOnMissingBean(ResponseEntityExceptionHandler.class)
	ResponseEntityExceptionHandler mishapDetailsBackOff() {
		return new ResponseEntityExceptionHandler() {
		};
	}

	@Bean
	ProblemRefinement mishapOriginRejection() {
		return new OriginRefinement();
	}

	/**
	 * Looks for beans at the first error only: to ask for them costs more than an answer.
	 */
	private static <T> Supplier<List<T>> once(ObjectProvider<T> beans) {
		return ProblemPipeline.Loader.once(() -> beans.orderedStream().toList());
	}

	/** With Micrometer's observations, by which requests are counted and traced. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Observation.class)
	static class ObservationConfiguration {

		@Bean
		ObservedProblems.Requests mishapObservedExchanges() {
			return new ObservedExchanges();
		}

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		ObservedProblems mishapObservedProblems(ObservedProblems.Requests requests,
				MishapProperties.Observation properties) {
			return new ObservedProblems(requests, properties.clientErrors());
		}

	}

	/**
	 * Puts doors where Boot has its own, so that what an application has put in their
	 * place stays: the handler of errors, the handler that knows the base path, outside
	 * of which nothing else is asked, and what rejects requests because of their origin.
	 */
	static final class Doors implements BeanPostProcessor, PriorityOrdered {

		private final ObjectProvider<ReactiveAnswers> answers;

		Doors(ObjectProvider<ReactiveAnswers> answers) {
			this.answers = answers;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean.getClass() == DefaultErrorWebExceptionHandler.class) {
				return new ProblemWebExceptionHandler(this.answers.getObject(), (DefaultErrorWebExceptionHandler) bean);
			}
			if (bean instanceof ContextPathCompositeHandler handler) {
				return new ProblemHttpHandler(handler, this.answers.getObject());
			}
			if (bean instanceof AbstractHandlerMapping mapping) {
				ProblemCorsProcessor.installIn(mapping);
				NotedResources.installIn(mapping);
			}
			return (bean instanceof CorsWebFilter filter) ? ProblemCorsProcessor.installIn(filter) : bean;
		}

		/** Before the aspects of an application, whose proxies have other classes. */
		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

	/**
	 * Loads what the first errors need before the server takes requests. Done beside it,
	 * the first request might wait for it on a thread of the event loop.
	 */
	static final class Preparation implements SmartLifecycle {

		private final ProblemPipeline pipeline;

		private volatile boolean running;

		Preparation(ProblemPipeline pipeline) {
			this.pipeline = pipeline;
		}

		@Override
		public void start() {
			this.pipeline.prepare();
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
		}

	}

}
