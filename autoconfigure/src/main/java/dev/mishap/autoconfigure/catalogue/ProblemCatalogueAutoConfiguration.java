package dev.mishap.autoconfigure.catalogue;

import java.util.List;
import java.util.function.Function;

import dev.mishap.autoconfigure.MishapProperties;
import dev.mishap.autoconfigure.MishapProperties.InvalidPropertyException;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.PathPatterns;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.catalogue.CataloguePages;
import dev.mishap.internal.registry.ProblemRegistry;
import dev.mishap.internal.servlet.catalogue.CatalogueMapping;
import dev.mishap.servlet.ProblemResponder;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Auto-configuration of the pages about the problems of an application, where they are
 * asked for.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(after = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty("mishap.catalogue.enabled")
@ConditionalOnBean(ProblemRegistry.class)
@EnableConfigurationProperties({ MishapProperties.class, MishapProperties.Catalogue.class })
public final class ProblemCatalogueAutoConfiguration {

	/** The path of a page that no code has. */
	private static final String ANY_PAGE = "/no-such-code";

	@Bean
	CataloguePages mishapCataloguePages(ProblemRegistry registry, ProblemPipeline pipeline, MishapProperties properties,
			ApplicationContext context) {
		return new CataloguePages(registry, pipeline, context, properties.defaultLanguage());
	}

	/** A type that points to the wrong page would be worse than none. */
	private static void check(String path, Function<String, @Nullable String> holders) {
		for (String one : List.of(path, path + ANY_PAGE)) {
			String holder = holders.apply(one);
			if (holder != null) {
				throw new InvalidPropertyException("mishap.catalogue.path",
						one.replace(ANY_PAGE, "/…") + " is answered by " + holder + ".",
						"Write a path that nothing else answers, such as /docs/problems, or remove "
								+ "mishap.catalogue.enabled.");
			}
		}
	}

	/** In a servlet application. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass({ DispatcherServlet.class, DispatcherServletPath.class, CatalogueMapping.class })
	static class ServletConfiguration {

		@Bean
		CataloguePages.Address mishapCatalogueAddress(MishapProperties.Catalogue properties,
				ObjectProvider<DispatcherServletPath> servlet, ApplicationContext context) {
			return () -> contextPath(context) + prefix(servlet) + properties.path();
		}

		@Bean(defaultCandidate = false)
		CatalogueMapping mishapCatalogueMapping(MishapProperties.Catalogue properties, CataloguePages pages,
				ProblemPipeline pipeline, ObjectProvider<ProblemResponder> responder) {
			return new CatalogueMapping(properties.path(), pages,
					responder.getIfAvailable(() -> new ProblemResponder(pipeline)));
		}

		@Bean
		SmartInitializingSingleton mishapCatalogueCheck(MishapProperties.Catalogue properties,
				ObjectProvider<DispatcherServletPath> servlet, ApplicationContext context) {
			return () -> {
				ServletContext application = ((WebApplicationContext) context).getServletContext();
				CatalogueMapping own = context.getBean("mishapCatalogueMapping", CatalogueMapping.class);
				check(properties.path(),
						(path) -> (application != null) ? CatalogueMapping.holderOf(path, prefix(servlet), own,
								context.getBeansOfType(HandlerMapping.class).values(), application) : null);
			};
		}

		private static String contextPath(ApplicationContext context) {
			ServletContext application = (context instanceof WebApplicationContext web) ? web.getServletContext()
					: null;
			String path = (application != null) ? application.getContextPath() : null;
			return (path != null) ? path : "";
		}

		private static String prefix(ObjectProvider<DispatcherServletPath> servlet) {
			DispatcherServletPath path = servlet.getIfAvailable();
			return (path != null) ? path.getPrefix() : "";
		}

	}

	/** In a reactive application. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass({ DispatcherHandler.class, dev.mishap.internal.reactive.catalogue.CatalogueMapping.class })
	static class ReactiveConfiguration {

		@Bean
		CataloguePages.Address mishapCatalogueAddress(MishapProperties.Catalogue properties, Environment environment) {
			return () -> PathPatterns.basePath(environment) + properties.path();
		}

		@Bean(defaultCandidate = false)
		dev.mishap.internal.reactive.catalogue.CatalogueMapping mishapCatalogueMapping(
				MishapProperties.Catalogue properties, CataloguePages pages) {
			return new dev.mishap.internal.reactive.catalogue.CatalogueMapping(properties.path(), pages);
		}

		@Bean
		SmartInitializingSingleton mishapCatalogueCheck(MishapProperties.Catalogue properties, Environment environment,
				ApplicationContext context) {
			return () -> {
				org.springframework.web.reactive.HandlerMapping own = context.getBean("mishapCatalogueMapping",
						org.springframework.web.reactive.HandlerMapping.class);
				check(properties.path(), (path) -> dev.mishap.internal.reactive.catalogue.TakenPaths.holderOf(path,
						PathPatterns.basePath(environment), own,
						context.getBeansOfType(org.springframework.web.reactive.HandlerMapping.class).values()));
			};
		}

	}

}
