package dev.mishap.autoconfigure.webmvc;

import java.util.List;
import java.util.function.Supplier;

import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.ProblemRefinement;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.ReturnedDetails;
import dev.mishap.internal.input.WebFramework;
import dev.mishap.internal.servlet.CorsAnswers;
import dev.mishap.internal.servlet.webmvc.BodyAdvice;
import dev.mishap.internal.servlet.webmvc.ProblemAdvice.AsyncCallables;
import dev.mishap.internal.servlet.webmvc.ProblemAdvice;
import dev.mishap.internal.servlet.webmvc.RoutesOfMvc;
import dev.mishap.internal.servlet.webmvc.WebMvc;
import dev.mishap.internal.servlet.webmvc.WebMvcRows;
import dev.mishap.servlet.ProblemResponder;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Auto-configuration of the answers to what controllers throw, those of Spring Data REST
 * included.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(after = ProblemAutoConfiguration.class,
		beforeName = "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ Servlet.class, DispatcherServlet.class, WebMvcConfigurer.class })
@ConditionalOnBean(name = ProblemAutoConfiguration.NAME)
public final class ProblemWebMvcAutoConfiguration {

	/** After the outermost filter and the observation of requests, before all others. */
	private static final int AFTER_OBSERVATION = Ordered.HIGHEST_PRECEDENCE + 2;

	@Bean
	ProblemAdvice mishapAdvice(ProblemPipeline pipeline, ObjectProvider<ProblemResponder> responder,
			ObjectProvider<ProblemMappings> mappings, ApplicationContext context) {
		return new ProblemAdvice(pipeline, responder.getIfAvailable(() -> new ProblemResponder(pipeline)), context,
				mappings);
	}

	@Bean
	RoutesOfMvc mishapRoutes(ObjectProvider<RequestMappingInfoHandlerMapping> controllers,
			ObjectProvider<RouterFunctionMapping> functions) {
		return new RoutesOfMvc(once(controllers), once(functions));
	}

	@Bean
	@Lazy
	ProblemRows mishapWebMvcProblemRows(RoutesOfMvc routes) {
		return new WebMvcRows(routes);
	}

	@Bean
	@Lazy
	WebFramework mishapWebMvc(ObjectProvider<RequestMappingHandlerAdapter> adapters) {
		return new WebMvc(adapters);
	}

	@Bean
	BodyAdvice mishapBodyAdvice(ProblemPipeline pipeline) {
		return new BodyAdvice(pipeline);
	}

	@Bean(defaultCandidate = false)
	@ConditionalOnProperty(name = "spring.mvc.dispatch-trace-request", havingValue = "false", matchIfMissing = true)
	FilterRegistrationBean<Filter> mishapTraceFilter() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(RoutesOfMvc.refusingTrace());
		registration.setOrder(AFTER_OBSERVATION);
		return registration;
	}

	@Bean
	ProblemRefinement mishapCorsReadable(ObjectProvider<AbstractHandlerMapping> mappings) {
		return new CorsAnswers.Readable(once(mappings));
	}

	/**
	 * The last of all, so that it sees what the application has made of the resolvers.
	 */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebMvcConfigurer mishapWebMvcConfigurer(ProblemAdvice advice, ReturnedDetails.Interceptors found) {
		return new WebMvcConfigurer() {

			@Override
			public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
				ProblemAdvice.Shortcut.addTo(resolvers, advice);
			}

			@Override
			public void addErrorResponseInterceptors(List<ErrorResponse.Interceptor> interceptors) {
				found.set(interceptors, Door.CONTROLLER);
			}

			@Override
			public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
				configurer.registerCallableInterceptors(new AsyncCallables());
			}

		};
	}

	/**
	 * Boot's own handler of problem details backs off from any bean of this type; this
	 * one isn't an advice and answers nothing.
	 */
	@Bean
	@ConditionalOnProperty(name = "spring.mvc.problemdetails.enabled", havingValue = "true")
	@ConditionalOnMissingBean(ResponseEntityExceptionHandler.class)
	ResponseEntityExceptionHandler mishapDetailsBackOff() {
		return new ResponseEntityExceptionHandler() {
		};
	}

	/**
	 * Looks for beans at the first error only: to ask for them costs more than an answer.
	 */
	private static <T> Supplier<List<T>> once(ObjectProvider<T> beans) {
		SingletonSupplier<List<T>> found = SingletonSupplier.of(() -> beans.orderedStream().toList());
		return found::obtain;
	}

}
