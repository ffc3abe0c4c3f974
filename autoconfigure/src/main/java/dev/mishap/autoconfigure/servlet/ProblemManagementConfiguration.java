package dev.mishap.autoconfigure.servlet;

import dev.mishap.ProblemPipeline;
import dev.mishap.internal.servlet.ProblemErrorController;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.Assert;

/**
 * Outermost filter and error path of a management port of its own. Its context sees the
 * beans of the application, but its server has none of the application's filters.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean(name = ProblemManagementConfiguration.FILTER)
final class ProblemManagementConfiguration {

	static final String FILTER = "mishapFilter";

	@Bean(FILTER)
	FilterRegistrationBean<?> mishapManagementFilter(HierarchicalBeanFactory beanFactory) {
		BeanFactory parent = beanFactory.getParentBeanFactory();
		Assert.state(parent != null, "A management context of its own has a parent");
		return parent.getBean(FILTER, FilterRegistrationBean.class);
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

}
