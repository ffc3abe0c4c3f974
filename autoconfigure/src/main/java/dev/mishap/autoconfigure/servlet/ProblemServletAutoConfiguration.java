package dev.mishap.autoconfigure.servlet;

import java.util.EnumSet;
import java.util.List;

import dev.mishap.autoconfigure.MishapProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.HeaderFields.OwedHeader;
import dev.mishap.internal.PathPatterns;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.body.HtmlProblemWriter;
import dev.mishap.internal.operations.ObservedProblems;
import dev.mishap.internal.servlet.CorsAnswers;
import dev.mishap.internal.servlet.ProblemErrorController.OwnErrorPages;
import dev.mishap.internal.servlet.ProblemErrorController;
import dev.mishap.internal.servlet.ProblemFilter.ObservedProblemFilter;
import dev.mishap.internal.servlet.ProblemFilter;
import dev.mishap.internal.servlet.ServletState;
import dev.mishap.internal.servlet.payload.PayloadFilter;
import dev.mishap.internal.servlet.webmvc.ErrorViews;
import dev.mishap.servlet.ProblemResponder;
import io.micrometer.observation.Observation;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Auto-configuration of the outermost filter and the error path.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(after = ProblemAutoConfiguration.class,
		beforeName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(Filter.class)
@ConditionalOnBean(name = ProblemAutoConfiguration.NAME)
public final class ProblemServletAutoConfiguration {

	@Bean(defaultCandidate = false)
	FilterRegistrationBean<ProblemFilter> mishapFilter(ProblemPipeline pipeline, ProblemResponder responder,
			MishapProperties properties, MishapProperties.RequestId requestId,
			ObjectProvider<ProblemFilter.ResponseCutter> cutter, ApplicationContext context) {
		ProblemFilter.ResponseCutter found = cutter.getIfAvailable(() -> (request, response, exception) -> {
			throw new ServletException("The response failed after it was committed", exception);
		});
		ProblemFilter filter = new ProblemFilter(pipeline, responder, found, requestId.header(),
				properties.fillBodiless(), context instanceof WebServerApplicationContext,
				new PathPatterns(properties.excludedPaths()));
		FilterRegistrationBean<ProblemFilter> registration = new OutermostRegistration(filter);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR,
				DispatcherType.INCLUDE, DispatcherType.FORWARD));
		registration.setAsyncSupported(true);
		return registration;
	}

	/** For filters and servlets of the application. */
	@Bean
	@ConditionalOnMissingBean
	ProblemResponder mishapResponder(ProblemPipeline pipeline, MishapProperties properties,
			ApplicationContext context) {
		boolean pages = properties.html() && context instanceof WebServerApplicationContext;
		return pages ? new ProblemResponder(pipeline, new OwnErrorPages(context)) : new ProblemResponder(pipeline);
	}

	@Bean
	static CorsAnswers mishapCorsAnswers() {
		return new CorsAnswers();
	}

	@Bean
	OwedHeader mishapOwedContentRange() {
		return OwedHeader.of("Content-Range", (request) -> {
			HttpServletRequest servletRequest = request.unwrap(HttpServletRequest.class);
			String range = (servletRequest != null) ? ServletState.of(servletRequest).refusedWith("Content-Range")
					: null;
			return (range != null) ? List.of(range) : List.of();
		});
	}

	@Bean
	@Lazy
	ProblemRows mishapPayloadProblemRows() {
		return new PayloadFilter.Rows();
	}

	@Bean
	PayloadFilter.Refinement mishapPayloadAnswers() {
		return new PayloadFilter.Refinement();
	}

	/**
	 * Of two filters with the highest precedence, the one that is {@code PriorityOrdered}
	 * comes first.
	 */
	private static final class OutermostRegistration extends FilterRegistrationBean<ProblemFilter>
			implements PriorityOrdered {

		private OutermostRegistration(ProblemFilter filter) {
			super(filter);
		}

	}

	/** With Micrometer's observations, by which requests are counted and traced. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Observation.class)
	static class ObservationConfiguration {

		/** Boot's filter that observes requests comes right before. */
		private static final int INSIDE_OBSERVATION = Ordered.HIGHEST_PRECEDENCE + 2;

		@Bean
		@Lazy
		ObservedProblems.Requests mishapObservedServletRequests() {
			return ObservedProblemFilter::observation;
		}

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		ObservedProblems mishapObservedProblems(MishapProperties.Observation properties) {
			return new ObservedProblems(ObservedProblemFilter::observation, properties.clientErrors());
		}

		@Bean(defaultCandidate = false)
		FilterRegistrationBean<ObservedProblemFilter> mishapObservedFilter(ProblemPipeline pipeline,
				ProblemResponder responder, MishapProperties properties, ObservedProblems observed) {
			FilterRegistrationBean<ObservedProblemFilter> registration = new FilterRegistrationBean<>(
					new ObservedProblemFilter(pipeline, responder, properties.fillBodiless(), observed));
			registration.setOrder(INSIDE_OBSERVATION);
			registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
			registration.setAsyncSupported(true);
			return registration;
		}

	}

	/** With Boot's support of Spring MVC, of which the error path and its pages are. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ErrorController.class, ErrorViewResolver.class, DispatcherServlet.class })
	static class ErrorPathConfiguration {

		/** Of Boot's type and under Boot's name too, as applications ask for either. */
		@Bean({ "mishapErrorController", "basicErrorController" })
		@ConditionalOnMissingBean(value = ErrorController.class, search = SearchStrategy.CURRENT)
		BasicErrorController mishapErrorController(ProblemPipeline pipeline, MishapProperties properties,
				ListableBeanFactory beans) {
			return new ProblemErrorController.OfBoot(pipeline,
					beans.getBeanProvider(ErrorAttributes.class).getIfAvailable(DefaultErrorAttributes::new),
					beans.getBeanProvider(WebProperties.class).getIfAvailable(WebProperties::new).getError(),
					beans.getBeanProvider(ErrorViewResolver.class).orderedStream().toList(),
					!properties.excludedPaths().isEmpty());
		}

		@Bean
		HtmlProblemWriter.PageSource mishapErrorViews(ApplicationContext context) {
			return new ErrorViews(context);
		}

	}

	/** With a limit of any body. */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnLimit.class)
	static class LimitConfiguration {

		/** After what observes requests, before anything that may read a body. */
		private static final int BEFORE_READERS = Ordered.HIGHEST_PRECEDENCE + 3;

		/** After Spring Security, which is at -100. */
		private static final int AFTER_SECURITY = -99;

		@Bean(defaultCandidate = false)
		FilterRegistrationBean<PayloadFilter> mishapPayloadFilter(MishapProperties.Payload properties) {
			return register(new PayloadFilter(properties.limits()), BEFORE_READERS);
		}

		@Bean(defaultCandidate = false)
		FilterRegistrationBean<Filter> mishapDeclaredLengthFilter() {
			return register(PayloadFilter.refusingAnnounced(), AFTER_SECURITY);
		}

		private static <F extends Filter> FilterRegistrationBean<F> register(F filter, int order) {
			FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
			registration.setOrder(order);
			registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
			return registration;
		}

	}

	/** Whether there is a limit of any body. */
	static final class OnLimit implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			Environment environment = context.getEnvironment();
			return environment.containsProperty("mishap.payload.max-size")
					|| environment.containsProperty("mishap.payload.paths[0].pattern");
		}

	}

}
