package dev.mishap.internal.servlet.webmvc;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.RequestIdMdc;
import dev.mishap.internal.Causes;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.servlet.ServletState;
import dev.mishap.servlet.ProblemResponder;
import dev.mishap.servlet.ServletProblemRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.util.ConcurrentLruCache;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.validation.BindException;
import org.springframework.validation.method.MethodValidationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.ControllerAdviceBean;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.ExceptionHandlerMethodResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.handler.HandlerExceptionResolverComposite;
import org.springframework.web.servlet.mvc.annotation.ResponseStatusExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Answers whatever controllers, the binding of their arguments and their asynchronous
 * results throw. The last of all advices, so that an application's own always wins. It
 * writes the answer itself: a returned body would be negotiated, and an error whose
 * {@code Accept} cannot be met would stay without an answer. What came too late to answer
 * is left to the outermost filter, which cuts the response: thrown on, it would be logged
 * by everybody on its way.
 */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public final class ProblemAdvice {

	private final ProblemPipeline pipeline;

	private final ProblemResponder responder;

	private final LaterResolvers later;

	private final RefusalsOfMvc refusals;

	public ProblemAdvice(ProblemPipeline pipeline, ProblemResponder responder, ApplicationContext context,
			ObjectProvider<ProblemMappings> mappings) {
		this.pipeline = pipeline;
		this.responder = responder;
		this.later = new LaterResolvers(context, mappings);
		this.refusals = new RefusalsOfMvc(context.getEnvironment());
	}

	@ExceptionHandler(Throwable.class)
	void answer(Throwable thrown, HttpServletRequest request, HttpServletResponse response) throws Throwable {
		if (!answered(thrown, request, response)) {
			throw thrown;
		}
	}

	/** Answers an exception unless it is for somebody else to decide. */
	boolean answered(Throwable thrown, HttpServletRequest request, HttpServletResponse response)
			throws IOException, ServletException {
		if (isForwardToNowhere(thrown, request) && !response.isCommitted()) {
			ServletState.requestState(request).witness(thrown);
			response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
			return true;
		}
		if (isForOthers(request)) {
			return false;
		}
		Throwable exception = AsyncCallables.causeOf(thrown, request);
		if (this.later.mayResolve(exception) || isForSecurity(exception)) {
			return false;
		}
		ServletProblemRequest failed = new ServletProblemRequest(request, response, Door.CONTROLLER);
		if (isLeftToErrorDispatch(exception, failed, request, response)) {
			return true;
		}
		boolean seen = this.refusals.areSeen(response) && this.refusals.contain(exception);
		// each time: a request may fail again, with what no filter would see
		ServletState.of(request).seenByFilters(seen);
		ProblemAnswer answer = seen ? this.pipeline.offerTo(exception, failed)
				: this.pipeline.answerTo(exception, failed);
		return this.responder.apply(answer, failed, request, response);
	}

	/**
	 * Answers an exception that a handler of the application was meant for and has
	 * failed, in place of MVC's own resolvers, which know its status only. Resolvers of
	 * the application keep what is left.
	 */
	boolean answeredAfterFailedHandler(Throwable thrown, HttpServletRequest request, HttpServletResponse response)
			throws IOException, ServletException {
		return this.later.isNotForThem(thrown) && answered(thrown, request, response);
	}

	/** The address that was asked for has a handler: what is missing is our mistake. */
	private static boolean isForwardToNowhere(Throwable thrown, HttpServletRequest request) {
		return request.getDispatcherType() == DispatcherType.FORWARD && !ServletState.of(request).isLeftAlone()
				&& (thrown instanceof NoResourceFoundException || thrown instanceof NoHandlerFoundException);
	}

	/**
	 * What is forwarded to or included belongs to the response of who called it, and who
	 * may handle the failure. Listeners of asynchronous handling that a handler has
	 * started itself are told by the container. What a filter encodes cannot be taken
	 * back in here: the encoder may have begun.
	 */
	private static boolean isForOthers(HttpServletRequest request) {
		DispatcherType dispatch = request.getDispatcherType();
		ServletState state = ServletState.of(request);
		boolean ownAsync = request.isAsyncStarted()
				&& !WebAsyncUtils.getAsyncManager(request).isConcurrentHandlingStarted();
		return state.isLeftAlone() || state.isEncoded() || ownAsync || dispatch == DispatcherType.INCLUDE
				|| dispatch == DispatcherType.FORWARD;
	}

	/** Spring Security looks for its exceptions among the causes of what gets to it. */
	private boolean isForSecurity(Throwable exception) {
		return !LaterResolvers.isOfMvc(exception) && this.pipeline.isDecidedElsewhereByCause(exception);
	}

	private boolean isLeftToErrorDispatch(Throwable exception, ServletProblemRequest failed, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		if (!ServletState.of(request).isLeftToErrorDispatch() || response.isCommitted()
				|| this.pipeline.isDecidedElsewhere(exception)) {
			return false;
		}
		int status = this.pipeline.statusOf(exception, failed);
		if (status != HttpServletResponse.SC_FORBIDDEN && status != HttpServletResponse.SC_NOT_FOUND) {
			return false;
		}
		response.sendError(status);
		return true;
	}

	/**
	 * Resolvers of the application that MVC asks after its own, such as a
	 * {@code SimpleMappingExceptionResolver} with its pages. They are for what MVC's own
	 * do not resolve; an advice for every exception, which ours is, would leave them
	 * nothing.
	 */
	private static final class LaterResolvers {

		private final SingletonSupplier<Boolean> present;

		private final ObjectProvider<ProblemMappings> mappings;

		public LaterResolvers(ApplicationContext context, ObjectProvider<ProblemMappings> mappings) {
			this.present = SingletonSupplier.of(() -> isPresent(context));
			this.mappings = mappings;
		}

		private static boolean isPresent(ApplicationContext context) {
			List<HandlerExceptionResolver> resolvers = new ArrayList<>(
					BeanFactoryUtils.beansOfTypeIncludingAncestors(context, HandlerExceptionResolver.class, true, false)
						.values());
			AnnotationAwareOrderComparator.sort(resolvers);
			return !resolvers.isEmpty()
					&& resolvers.stream().anyMatch((resolver) -> resolver instanceof HandlerExceptionResolverComposite)
					&& !(resolvers.get(resolvers.size() - 1) instanceof HandlerExceptionResolverComposite);
		}

		/**
		 * Returns whether an exception would get as far as these resolvers without us.
		 */
		boolean mayResolve(Throwable exception) {
			return this.present.obtain() && !isNotForThem(exception);
		}

		boolean isNotForThem(Throwable exception) {
			return isOfMvc(exception) || this.mappings.stream().anyMatch((known) -> known.isKnownOnPurpose(exception));
		}

		/**
		 * What MVC's own resolvers take, beside what says of itself what it stands for.
		 */
		private static boolean isOfMvc(Throwable exception) {
			return exception instanceof ErrorResponse || exception instanceof HttpMessageConversionException
					|| exception instanceof TypeMismatchException || exception instanceof MethodValidationException
					|| exception instanceof BindException;
		}

	}

	/**
	 * What MVC's own resolvers answer by {@code sendError}. A filter of the application
	 * can see it: its response may turn a 404 into the page of a single-page application.
	 */
	private static final class RefusalsOfMvc {

		private static final int MAX_CLASSES = 256;

		/** Their responses pass each {@code sendError} on. */
		private static final List<String> PASSING_ON = List.of("dev.mishap.internal.", "jakarta.",
				"org.springframework.", "org.apache.", "org.eclipse.");

		private final ConcurrentLruCache<Class<?>, Boolean> seeing = new ConcurrentLruCache<>(MAX_CLASSES,
				RefusalsOfMvc::sees);

		private final SingletonSupplier<Boolean> details;

		RefusalsOfMvc(Environment environment) {
			this.details = SingletonSupplier
				.of(() -> environment.getProperty("spring.mvc.problemdetails.enabled", Boolean.class, false));
		}

		/** Returns whether a response of the application comes before the container's. */
		boolean areSeen(HttpServletResponse response) {
			ServletResponse each = response;
			while (each instanceof HttpServletResponseWrapper wrapper) {
				if (this.seeing.get(wrapper.getClass())) {
					return true;
				}
				each = wrapper.getResponse();
			}
			return false;
		}

		private static boolean sees(Class<?> type) {
			return sees(type, int.class) || sees(type, int.class, String.class);
		}

		private static boolean sees(Class<?> type, Class<?>... parameters) {
			Method method = ReflectionUtils.findMethod(type, "sendError", parameters);
			return method != null && PASSING_ON.stream().noneMatch(method.getDeclaringClass().getName()::startsWith);
		}

		/** Returns whether the exception is one of those. */
		boolean contain(Throwable exception) {
			return (LaterResolvers.isOfMvc(exception) && !this.details.obtain())
					|| AnnotatedElementUtils.hasAnnotation(exception.getClass(), ResponseStatus.class);
		}

	}

	/**
	 * Calls {@link ProblemAdvice} straight where MVC would call it in the end: no handler
	 * method of the application, in the controller or in an advice, is meant for the
	 * exception. What it saves is the negotiation of a media type and the reflective
	 * call. In every case of doubt it leaves the exception to MVC, which calls the advice
	 * as any other.
	 */
	public static final class Shortcut implements HandlerExceptionResolver {

		private static final int MAX_HANDLERS = 1024;

		/**
		 * Protected method of MVC's resolver. There is no public way to what it returns.
		 */
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
		Shortcut(ProblemAdvice advice, ExceptionHandlerExceptionResolver usual) {
			this.advice = advice;
			this.advices = usual.getExceptionHandlerAdviceCache();
			this.advised = this.advices.keySet().stream().anyMatch(Shortcut::isOurs);
		}

		/** Puts a shortcut before the resolver that it is for, if that is MVC's own. */
		public static void addTo(List<HandlerExceptionResolver> resolvers, ProblemAdvice advice) {
			for (int i = 0; i < resolvers.size(); i++) {
				if (resolvers.get(i) instanceof ExceptionHandlerExceptionResolver usual) {
					if (isUnlimited(usual)) {
						Shortcut shortcut = new Shortcut(advice, usual);
						resolvers.add(i, shortcut);
						addAfter(resolvers.subList(i + 2, resolvers.size()), shortcut);
					}
					return;
				}
			}
		}

		private static void addAfter(List<HandlerExceptionResolver> rest, Shortcut shortcut) {
			for (int i = 0; i < rest.size(); i++) {
				Class<?> type = rest.get(i).getClass();
				if (type == ResponseStatusExceptionResolver.class || type == DefaultHandlerExceptionResolver.class) {
					rest.add(i, shortcut::resolveAfterFailedHandler);
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
				// MVC calls the advice again, and logs what fails
				return null;
			}
		}

		private @Nullable ModelAndView resolveAfterFailedHandler(HttpServletRequest request,
				HttpServletResponse response, @Nullable Object handler, Exception exception) {
			if (!this.advised || !isAdvised(handler) || !isForOthers(handler, exception)) {
				return null;
			}
			try {
				return this.advice.answeredAfterFailedHandler(exception, request, response) ? new ModelAndView() : null;
			}
			catch (IOException | ServletException | RuntimeException | Error ex) {
				// MVC's own resolvers come next
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
				return new HandlerType(type,
						Proxy.isProxyClass(type) ? AopUtils.getTargetClass(method.getBean()) : type);
			}

		}

	}

	/**
	 * Takes the request ID along to the thread of a {@code Callable} or a streamed body,
	 * also where that is of an executor that nothing else decorates, and notes that such
	 * a request timed out. On time-out MVC cancels the task, and the exception of the
	 * interrupted task may arrive before that of the time-out.
	 */
	public static final class AsyncCallables implements CallableProcessingInterceptor {

		/**
		 * What the thread had before. It is given back, because an executor may run a
		 * task on the thread of the request itself.
		 */
		private static final ThreadLocal<@Nullable String> previous = new ThreadLocal<>();

		@Override
		public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
			HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
			previous.set(RequestIdMdc
				.set((servletRequest != null) ? ServletState.requestState(servletRequest).requestId() : null));
		}

		@Override
		public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object result) {
			RequestIdMdc.set(previous.get());
			previous.remove();
		}

		@Override
		public <T> Object handleTimeout(NativeWebRequest request, Callable<T> task) {
			HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
			if (servletRequest != null) {
				ServletState.of(servletRequest).timedOut();
			}
			return RESULT_NONE;
		}

		/** Returns the time-out in place of what it caused, else the exception itself. */
		static Throwable causeOf(Throwable exception, HttpServletRequest request) {
			boolean interrupted = ServletState.of(request).isTimedOut()
					&& Causes.find(exception, AsyncCallables::isInterruption) != null;
			return interrupted ? new AsyncRequestTimeoutException() : exception;
		}

		private static boolean isInterruption(Throwable exception) {
			return exception instanceof InterruptedException || exception instanceof CancellationException;
		}

	}

}
