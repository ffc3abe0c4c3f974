package dev.mishap.internal.servlet;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.web.filter.CorsFilter;

/** Leaves the words of a rejection by the application's own CORS filter to the path. */
public final class CorsFilters implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof CorsFilter filter) {
			ProblemCorsProcessor.installIn(filter);
		}
		else if (bean instanceof FilterRegistrationBean<?> registration
				&& registration.getFilter() instanceof CorsFilter filter) {
			ProblemCorsProcessor.installIn(filter);
		}
		return bean;
	}

}
