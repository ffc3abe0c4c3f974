package dev.mishap.internal.servlet.webmvc;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.mishap.internal.Causes;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.util.ConcurrentLruCache;
import org.springframework.util.ReflectionUtils;
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

	private static final int MAX_HANDLERS = 1024;

	/** For subclasses of MVC's resolver, and the only way to what it says. */
	static final String HAS_LIMITS = "hasHandlerMappings";

	private final ConcurrentLruCache<HandlerType, List<ExceptionHandlerMethodResolver>> others = new ConcurrentLruCache<>(
			MAX_HANDLERS, this::find);

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
		Method limited = ReflectionUtils.findMethod(ExceptionHandlerExceptionResolver.class, HAS_LIMITS);
		if (limited == null) {
			return false;
		}
		ReflectionUtils.makeAccessible(limited);
		return Boolean.FALSE.equals(ReflectionUtils.invokeMethod(limited, usual));
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
		List<ExceptionHandlerMethodResolver> others = this.others.get(HandlerType.of(handler));
		if (others.isEmpty()) {
			return false;
		}
		List<Throwable> chain = Causes.chain(exception);
		for (ExceptionHandlerMethodResolver other : others) {
			for (Throwable each : chain) {
				if (other.resolveMethodByExceptionType(each.getClass()) != null) {
					return true;
				}
			}
		}
		// of more causes nobody knows
		return Causes.of(chain.get(chain.size() - 1)) != null;
	}

	private List<ExceptionHandlerMethodResolver> find(HandlerType handler) {
		List<ExceptionHandlerMethodResolver> found = new ArrayList<>();
		if (handler.declared() != null) {
			ExceptionHandlerMethodResolver own = new ExceptionHandlerMethodResolver(handler.declared());
			if (own.hasExceptionMappings()) {
				found.add(own);
			}
		}
		for (Map.Entry<ControllerAdviceBean, ExceptionHandlerMethodResolver> entry : this.advices.entrySet()) {
			if (!isOurs(entry.getKey()) && entry.getKey().isApplicableToBeanType(handler.target())) {
				found.add(entry.getValue());
			}
		}
		return List.copyOf(found);
	}

	private static boolean isOurs(ControllerAdviceBean advice) {
		return advice.getBeanType() == ProblemAdvice.class;
	}

	/**
	 * What MVC goes by to find the handlers of exceptions.
	 *
	 * @param declared the class of the controller, {@code null} for what is none
	 * @param target the class behind it, if that is a proxy
	 */
	private record HandlerType(@Nullable Class<?> declared, @Nullable Class<?> target) {

		private static final HandlerType NONE = new HandlerType(null, null);

		static HandlerType of(@Nullable Object handler) {
			if (!(handler instanceof HandlerMethod method)) {
				return NONE;
			}
			Class<?> type = method.getBeanType();
			return new HandlerType(type, Proxy.isProxyClass(type) ? AopUtils.getTargetClass(method.getBean()) : type);
		}

	}

}
