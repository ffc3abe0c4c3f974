package dev.mishap.autoconfigure.servlet;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWarDeployment;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.support.ErrorPageFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Auto-configuration of what is different in a WAR that somebody else's container runs.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(after = ProblemServletAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnWarDeployment
@ConditionalOnBean(name = "mishapFilter")
public final class ProblemWarAutoConfiguration {

	/**
	 * Boot's filter for WARs stands inside ours, takes every error, drops the header
	 * fields of the response and forwards to the error page, where nobody could tell an
	 * error from a request of that page.
	 */
	@Bean
	static ErrorPageFilterSwitch mishapErrorPageFilterSwitch() {
		return new ErrorPageFilterSwitch();
	}

	/** Switches Boot's filter off. */
	static final class ErrorPageFilterSwitch implements BeanPostProcessor {

		private ErrorPageFilterSwitch() {
		}

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			if (bean instanceof FilterRegistrationBean<?> registration
					&& registration.getFilter() instanceof ErrorPageFilter) {
				registration.setEnabled(false);
			}
			return bean;
		}

	}

}
