package dev.mishap.autoconfigure.servlet;

import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.servlet.ProblemErrorController;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.util.Assert;

/**
 * Outermost filter, error path and server of a management port of its own. Its context
 * sees the beans of the application, but it has a server of its own with none of the
 * application's filters.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean(name = ProblemManagementConfiguration.FILTER)
final class ProblemManagementConfiguration {

	static final String FILTER = "mishapFilter";

	/** After Boot's own customizer, as in the application itself. */
	private static final int AFTER_BOOT = 1000;

	@Bean(FILTER)
	FilterRegistrationBean<?> mishapManagementFilter(HierarchicalBeanFactory beanFactory) {
		return parent(beanFactory).getBean(FILTER, FilterRegistrationBean.class);
	}

	private static BeanFactory parent(HierarchicalBeanFactory beanFactory) {
		BeanFactory parent = beanFactory.getParentBeanFactory();
		Assert.state(parent != null, "A management context of its own has a parent");
		return parent;
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ErrorController.class)
	static class ErrorPathConfiguration {

		private static final String ERROR_ENDPOINT_OF_BOOT = "errorEndpoint";

		/** Boot's endpoint has the same path as ours and backs off from nothing. */
		@Bean
		static BeanDefinitionRegistryPostProcessor mishapManagementErrorPath() {
			return (registry) -> {
				if (registry.containsBeanDefinition(ERROR_ENDPOINT_OF_BOOT)) {
					registry.removeBeanDefinition(ERROR_ENDPOINT_OF_BOOT);
				}
			};
		}

		@Bean
		ProblemErrorController mishapManagementErrorController(ProblemPipeline pipeline) {
			return new ProblemErrorController(pipeline);
		}

	}

	/** Valves of Tomcat. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Tomcat.class, TomcatServletWebServerFactory.class })
	@ConditionalOnBean(name = TomcatConfiguration.CUSTOMIZER)
	static class TomcatConfiguration {

		static final String CUSTOMIZER = "mishapTomcatCustomizer";

		@Bean(CUSTOMIZER)
		@Order(AFTER_BOOT)
		@SuppressWarnings("unchecked")
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> mishapTomcatManagementCustomizer(
				HierarchicalBeanFactory beanFactory) {
			return parent(beanFactory).getBean(CUSTOMIZER, WebServerFactoryCustomizer.class);
		}

	}

	/** Error handler of Jetty. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Server.class, JettyServletWebServerFactory.class })
	@ConditionalOnBean(name = JettyConfiguration.CUSTOMIZER)
	static class JettyConfiguration {

		static final String CUSTOMIZER = "mishapJettyCustomizer";

		@Bean(CUSTOMIZER)
		@SuppressWarnings("unchecked")
		WebServerFactoryCustomizer<JettyServletWebServerFactory> mishapJettyManagementCustomizer(
				HierarchicalBeanFactory beanFactory) {
			return parent(beanFactory).getBean(CUSTOMIZER, WebServerFactoryCustomizer.class);
		}

	}

}
