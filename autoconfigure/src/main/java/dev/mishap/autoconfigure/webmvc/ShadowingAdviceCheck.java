package dev.mishap.autoconfigure.webmvc;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.web.method.ControllerAdviceBean;
import org.springframework.web.method.annotation.ExceptionHandlerMethodResolver;

/** Warns, once, of an advice of the application that leaves nothing for this library. */
final class ShadowingAdviceCheck implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(ShadowingAdviceCheck.class);

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		for (ControllerAdviceBean advice : ControllerAdviceBean.findAnnotatedBeans(event.getApplicationContext())) {
			Class<?> type = advice.getBeanType();
			if (type != null && type != ProblemAdvice.class && handlesEverything(type)) {
				logger.warn(type.getName()
						+ " handles every exception of controllers, so their errors are not answered "
						+ "by Mishap. Remove its @ExceptionHandler for Exception or Throwable, or name the classes that "
						+ "it is meant for.");
			}
		}
	}

	private static boolean handlesEverything(Class<?> type) {
		ExceptionHandlerMethodResolver resolver = new ExceptionHandlerMethodResolver(type);
		return resolver.hasExceptionMappings() && (resolver.resolveMethodByExceptionType(Exception.class) != null
				|| resolver.resolveMethodByExceptionType(Throwable.class) != null);
	}

}
