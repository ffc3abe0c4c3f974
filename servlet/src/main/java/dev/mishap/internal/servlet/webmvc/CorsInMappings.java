package dev.mishap.internal.servlet.webmvc;

import dev.mishap.internal.servlet.ProblemCorsProcessor;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/** Leaves the words of a CORS rejection by a handler mapping to the path. */
public final class CorsInMappings implements BeanPostProcessor {

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractHandlerMapping mapping
				&& mapping.getCorsProcessor().getClass() == DefaultCorsProcessor.class) {
			mapping.setCorsProcessor(new ProblemCorsProcessor());
		}
		return bean;
	}

}
