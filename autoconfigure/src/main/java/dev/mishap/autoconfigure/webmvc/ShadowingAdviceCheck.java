package dev.mishap.autoconfigure.webmvc;

import java.lang.reflect.Method;

import dev.mishap.internal.servlet.webmvc.ProblemAdvice;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpEntity;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.ControllerAdviceBean;
import org.springframework.web.method.annotation.ExceptionHandlerMethodResolver;

/**
 * Warns, once, of an advice of the application that leaves nothing for this library. One
 * that is limited to some controllers, or that shows pages, is meant as it is.
 */
final class ShadowingAdviceCheck implements ApplicationListener<ApplicationReadyEvent> {

	/** Switched off by {@code logging.level.dev.mishap.start=off}. */
	private static final Log logger = LogFactory.getLog("dev.mishap.start");

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		for (ControllerAdviceBean advice : ControllerAdviceBean.findAnnotatedBeans(event.getApplicationContext())) {
			Class<?> type = advice.getBeanType();
			if (type != null && type != ProblemAdvice.class && !isLimited(type) && answersEverything(type)) {
				logger.warn(type.getName()
						+ " handles every exception of controllers, so their errors are not answered "
						+ "by Mishap. Remove its @ExceptionHandler for Exception or Throwable, or name the classes that "
						+ "it is meant for. If it is meant so, logging.level.dev.mishap.start=off ends this warning.");
			}
		}
	}

	private static boolean isLimited(Class<?> type) {
		ControllerAdvice advice = AnnotatedElementUtils.findMergedAnnotation(type, ControllerAdvice.class);
		return advice != null && advice.basePackages().length + advice.basePackageClasses().length
				+ advice.assignableTypes().length + advice.annotations().length > 0;
	}

	private static boolean answersEverything(Class<?> type) {
		ExceptionHandlerMethodResolver resolver = new ExceptionHandlerMethodResolver(type);
		return resolver.hasExceptionMappings() && (isData(type, resolver.resolveMethodByExceptionType(Exception.class))
				|| isData(type, resolver.resolveMethodByExceptionType(Throwable.class)));
	}

	/** What is no data is the name of a view. */
	private static boolean isData(Class<?> type, @Nullable Method method) {
		if (method == null) {
			return false;
		}
		Class<?> returned = method.getReturnType();
		return AnnotatedElementUtils.hasAnnotation(type, ResponseBody.class)
				|| AnnotatedElementUtils.hasAnnotation(method, ResponseBody.class)
				|| HttpEntity.class.isAssignableFrom(returned) || ProblemDetail.class.isAssignableFrom(returned)
				|| ErrorResponse.class.isAssignableFrom(returned);
	}

}
