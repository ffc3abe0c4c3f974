package dev.mishap.autoconfigure.reactive;

import dev.mishap.internal.reactive.NotedResources;
import dev.mishap.internal.reactive.ProblemCorsProcessor;
import dev.mishap.internal.reactive.ProblemHttpHandler;
import dev.mishap.internal.reactive.ProblemWebExceptionHandler;
import dev.mishap.internal.reactive.ReactiveAnswers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.webflux.autoconfigure.error.DefaultErrorWebExceptionHandler;
import org.springframework.http.server.reactive.ContextPathCompositeHandler;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;

/**
 * Puts doors where Boot has its own, so that what an application has put in their place
 * stays: the handler of errors, the handler that knows the base path, outside of which
 * nothing else is asked, and what rejects requests because of their origin.
 */
final class ReactiveDoors implements BeanPostProcessor {

	private final ObjectProvider<ReactiveAnswers> answers;

	ReactiveDoors(ObjectProvider<ReactiveAnswers> answers) {
		this.answers = answers;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean.getClass() == DefaultErrorWebExceptionHandler.class) {
			return new ProblemWebExceptionHandler(this.answers.getObject(), (DefaultErrorWebExceptionHandler) bean);
		}
		if (bean instanceof ContextPathCompositeHandler handler) {
			return new ProblemHttpHandler(handler, this.answers.getObject());
		}
		if (bean instanceof AbstractHandlerMapping mapping) {
			ProblemCorsProcessor.installIn(mapping);
			NotedResources.installIn(mapping);
		}
		return (bean instanceof CorsWebFilter filter) ? ProblemCorsProcessor.installIn(filter) : bean;
	}

}
