package dev.mishap.autoconfigure.webmvc;

import java.util.List;
import java.util.function.Supplier;

import dev.mishap.ProblemMappings;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.ProblemRefinement;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.body.HtmlProblemWriter;
import dev.mishap.internal.input.InputRows;
import dev.mishap.internal.rows.data.DataRows;
import dev.mishap.internal.servlet.CorsAnswers;
import dev.mishap.internal.servlet.webmvc.BodyAdvice;
import dev.mishap.internal.servlet.webmvc.ErrorViews;
import dev.mishap.internal.servlet.webmvc.ProblemAdvice.AsyncCallables;
import dev.mishap.internal.servlet.webmvc.ProblemAdvice;
import dev.mishap.internal.servlet.webmvc.RoutesOfMvc;
import dev.mishap.internal.servlet.webmvc.WebMvcRows;
import dev.mishap.servlet.ProblemResponder;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
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
@ConditionalOnBean(ProblemPipeline.class)
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
	WebMvcConfigurer mishapWebMvcConfigurer(ProblemAdvice advice) {
		return new WebMvcConfigurer() {

			@Override
			public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
				ProblemAdvice.Shortcut.addTo(resolvers, advice);
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

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ErrorViewResolver.class)
	static class ErrorViewConfiguration {

		@Bean
		HtmlProblemWriter.PageSource mishapErrorViews(ApplicationContext context) {
			return new ErrorViews(context);
		}

	}

	/** With Spring Data REST. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = { "org.springframework.data.rest.core.RepositoryConstraintViolationException",
			"org.springframework.data.rest.webmvc.RepositoryRestExceptionHandler" })
	static class DataRestConfiguration {

		private static final String HANDLER = "repositoryRestExceptionHandler";

		private static final String DATA_REST = "org.springframework.data.rest.";

		@Bean
		@Lazy
		ProblemRows mishapDataRestProblemRows(InputRows input) {
			return new DataRows.OfDataRest(input);
		}

		/**
		 * Data REST's own handler sends the messages of exceptions, SQL and rejected
		 * values among them, and stands in the same place as the last of all advices. One
		 * that an application has put under its name stays.
		 */
		@Bean
		static BeanDefinitionRegistryPostProcessor mishapDataRestExceptionHandlerRemoval() {
			return (registry) -> {
				if (registry.containsBeanDefinition(HANDLER) && isOfDataRest(registry.getBeanDefinition(HANDLER))) {
					registry.removeBeanDefinition(HANDLER);
				}
			};
		}

		private static boolean isOfDataRest(BeanDefinition definition) {
			MethodMetadata method = (definition instanceof AnnotatedBeanDefinition annotated)
					? annotated.getFactoryMethodMetadata() : null;
			return method != null && method.getDeclaringClassName().startsWith(DATA_REST);
		}

	}

}
