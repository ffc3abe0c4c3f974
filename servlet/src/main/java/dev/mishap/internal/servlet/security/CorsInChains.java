package dev.mishap.internal.servlet.security;

import dev.mishap.internal.servlet.ProblemCorsProcessor;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.filter.CorsFilter;

/** Leaves the words of a CORS rejection inside a filter chain to the path. */
public final class CorsInChains implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof SecurityFilterChain chain) {
			for (Filter filter : chain.getFilters()) {
				if (filter instanceof CorsFilter cors) {
					ProblemCorsProcessor.installIn(cors);
				}
			}
		}
		return bean;
	}

}
