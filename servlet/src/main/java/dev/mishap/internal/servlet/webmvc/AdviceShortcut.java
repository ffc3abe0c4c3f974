package dev.mishap.internal.servlet.webmvc;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.web.method.ControllerAdviceBean;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.ExceptionHandlerMethodResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Calls {@link ProblemAdvice} straight where MVC would call it in the end: no handler
 * method of the application, in the controller or in an advice, is meant for the
 * exception. What it saves is the negotiation of a media type and the reflective call. In
 * every case of doubt it leaves the exception to MVC, which calls the advice as any
 * other.
 */
public final class AdviceShortcut implements HandlerExceptionResolver {

	/** Causes looked through at the most; a chain may be a circle. */
	private static final int MAX_CAUSES = 32;

	private static final int MAX_HANDLERS = 4096;

	/** Fields without getters, {@code null} unless somebody has set them. */
	private static final List<String> LIMITS = List.of("mappedHandlers", "mappedHandlerClasses",
			"mappedHandlerPredicate");

	private final Map<Class<?>, List<ExceptionHandlerMethodResolver>> others = new ConcurrentHashMap<>();

	private final ProblemAdvice advice;

	private final Map<ControllerAdviceBean, ExceptionHandlerMethodResolver> advices;

	private final boolean advised;

	/**
	 * Creates the shortcut.
	 * @param advice the advice to call
	 * @param usual the resolver that would call it
	 */
	AdviceShortcut(ProblemAdvice advice, ExceptionHandlerExceptionResolver usual) {
		this.advice = advice;
		this.advices = usual.getExceptionHandlerAdviceCache();
		this.advised = this.advices.keySet().stream().anyMatch(AdviceShortcut::isOurs);
	}

	/** Puts a shortcut before the resolver that it is for, if that is MVC's own. */
	public static void addTo(List<HandlerExceptionResolver> resolvers, ProblemAdvice advice) {
		for (int i = 0; i < resolvers.size(); i++) {
			if (resolvers.get(i) instanceof ExceptionHandlerExceptionResolver usual) {
				if (isUnlimited(usual)) {
					resolvers.add(i, new AdviceShortcut(advice, usual));
				}
				return;
			}
		}
	}

	/** An application may have said for which handlers its resolver is. */
	private static boolean isUnlimited(ExceptionHandlerExceptionResolver usual) {
		if (usual.getClass() != ExceptionHandlerExceptionResolver.class) {
			return false;
		}
		DirectFieldAccessor fields = new DirectFieldAccessor(usual);
		for (String limit : LIMITS) {
			if (!fields.isReadableProperty(limit) || fields.getPropertyValue(limit) != null) {
				return false;
			}
		}
		return true;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception exception) {
		if (!this.advised || !isAdvised(handler) || isForOthers(handler, exception)) {
			return null;
		}
		try {
			return this.advice.answered(exception, request, response) ? new ModelAndView() : null;
		}
		catch (IOException | ServletException | RuntimeException | Error ex) {
			// MVC tries again, and tells of what fails
			return null;
		}
	}

	private static boolean isAdvised(@Nullable Object handler) {
		return handler == null || handler instanceof HandlerMethod || handler instanceof ResourceHttpRequestHandler
				|| handler instanceof HandlerFunction;
	}

	private boolean isForOthers(@Nullable Object handler, Exception exception) {
		for (ExceptionHandlerMethodResolver other : others(handler)) {
			Throwable current = exception;
			for (int i = 0; current != null; i++) {
				if (i == MAX_CAUSES || other.resolveMethodByExceptionType(current.getClass()) != null) {
					return true;
				}
				current = current.getCause();
			}
		}
		return false;
	}

	private List<ExceptionHandlerMethodResolver> others(@Nullable Object handler) {
		HandlerMethod method = (handler instanceof HandlerMethod handlerMethod) ? handlerMethod : null;
		Class<?> type = (method != null) ? method.getBeanType() : Void.class;
		List<ExceptionHandlerMethodResolver> known = this.others.get(type);
		if (known != null) {
			return known;
		}
		List<ExceptionHandlerMethodResolver> found = find(method);
		if (this.others.size() < MAX_HANDLERS) {
			this.others.put(type, found);
		}
		return found;
	}

	private List<ExceptionHandlerMethodResolver> find(@Nullable HandlerMethod method) {
		List<ExceptionHandlerMethodResolver> found = new ArrayList<>();
		Class<?> type = (method != null) ? method.getBeanType() : null;
		if (method != null && type != null) {
			ExceptionHandlerMethodResolver own = new ExceptionHandlerMethodResolver(type);
			if (own.hasExceptionMappings()) {
				found.add(own);
			}
			if (Proxy.isProxyClass(type)) {
				type = AopUtils.getTargetClass(method.getBean());
			}
		}
		for (Map.Entry<ControllerAdviceBean, ExceptionHandlerMethodResolver> entry : this.advices.entrySet()) {
			if (!isOurs(entry.getKey()) && entry.getKey().isApplicableToBeanType(type)) {
				found.add(entry.getValue());
			}
		}
		return List.copyOf(found);
	}

	private static boolean isOurs(ControllerAdviceBean advice) {
		return advice.getBeanType() == ProblemAdvice.class;
	}

}
