package dev.mishap.internal.servlet.webmvc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.servlet.ServletState;
import dev.mishap.servlet.ProblemResponder;
import dev.mishap.servlet.ServletProblemRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.validation.BindException;
import org.springframework.validation.method.MethodValidationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.handler.HandlerExceptionResolverComposite;
import org.springframework.web.servlet.resource.NoResourceFoundException;

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

	public ProblemAdvice(ProblemPipeline pipeline, ProblemResponder responder, ApplicationContext context,
			ObjectProvider<ProblemMappings> mappings) {
		this.pipeline = pipeline;
		this.responder = responder;
		this.later = new LaterResolvers(context, mappings);
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
		if (this.later.mayResolve(exception)) {
			return false;
		}
		ServletProblemRequest failed = new ServletProblemRequest(request, response, Door.CONTROLLER);
		if (isLeftToErrorDispatch(exception, failed, request, response)) {
			return true;
		}
		ProblemAnswer answer = this.pipeline.answerTo(exception, failed);
		return this.responder.apply(answer, failed, request, response);
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
			return this.present.obtain() && !isOfMvc(exception)
					&& !this.mappings.stream().anyMatch((known) -> known.isKnownOnPurpose(exception));
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

}
