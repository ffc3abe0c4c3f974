package dev.mishap.internal.servlet;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.AcceptPreference;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.servlet.ProblemResponder;
import dev.mishap.servlet.ServletProblemRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.web.ErrorProperties;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/**
 * Stands where the error page of Boot's management server would be. Errors are answered
 * before they get here; who asks for the path itself asks for something that doesn't
 * exist.
 */
@Controller
public final class ProblemErrorController implements ErrorController {

	private static final String PATH = "${spring.web.error.path:${error.path:/error}}";

	private final ProblemPipeline pipeline;

	private final ProblemResponder responder;

	private final ProblemFilter.Answers answers;

	public ProblemErrorController(ProblemPipeline pipeline) {
		this.pipeline = pipeline;
		this.responder = new ProblemResponder(pipeline);
		this.answers = new ProblemFilter.Answers(pipeline, this.responder, false);
	}

	@RequestMapping(PATH)
	void answer(HttpServletRequest request, HttpServletResponse response) throws ServletException {
		if (request.getDispatcherType() == DispatcherType.ERROR) {
			this.answers.errorDispatch(request, response);
		}
		else if (!response.isCommitted()) {
			ServletProblemRequest failed = new ServletProblemRequest(request, response, Door.CONTROLLER);
			this.responder.apply(this.pipeline.answerTo(HttpServletResponse.SC_NOT_FOUND, null, failed), failed,
					request, response);
		}
	}

	/**
	 * Stands where Boot's error page would be, and is of its type: applications have it
	 * injected, and call its methods themselves, and then get what Boot would give them.
	 * Errors are answered before they get here, unless the application has error pages of
	 * its own for some, or paths are left to Boot; who asks for the path itself asks for
	 * something that doesn't exist.
	 */
	public static final class OfBoot extends BasicErrorController {

		private static final View ANSWERED = (model, request, response) -> {
		};

		private final ProblemPipeline pipeline;

		private final ProblemResponder responder;

		private final ProblemFilter.Answers answers;

		private final boolean shared;

		/**
		 * Creates the controller.
		 * @param pipeline the path of an error to its answer
		 * @param attributes Boot's attributes of an error
		 * @param properties Boot's keys of error pages
		 * @param resolvers what finds error views
		 * @param shared whether the errors that get here are those of paths that are left
		 * to Boot
		 */
		public OfBoot(ProblemPipeline pipeline, ErrorAttributes attributes, ErrorProperties properties,
				List<ErrorViewResolver> resolvers, boolean shared) {
			super(attributes, properties, resolvers);
			this.pipeline = pipeline;
			this.responder = new ProblemResponder(pipeline);
			this.answers = new ProblemFilter.Answers(pipeline, this.responder, false);
			this.shared = shared;
		}

		@Override
		public ModelAndView errorHtml(HttpServletRequest request, HttpServletResponse response) {
			return isAnswered(request, response) ? new ModelAndView(ANSWERED) : super.errorHtml(request, response);
		}

		// whether the values of Boot's map may be null is seen by some compilers only
		@Override
		@SuppressWarnings("NullAway")
		public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
			return (isMapped(request) && isAnswered(request, response())) ? null : super.error(request);
		}

		private static HttpServletResponse response() {
			HttpServletResponse response = ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes())
				.getResponse();
			Assert.state(response != null, "A controller has a response");
			return response;
		}

		/** Returns whether it isn't code of the application that calls. */
		private static boolean isMapped(HttpServletRequest request) {
			return request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod method
					&& OfBoot.class.isAssignableFrom(method.getBeanType());
		}

		private boolean isAnswered(HttpServletRequest request, HttpServletResponse response) {
			if (!isMapped(request)) {
				return false;
			}
			try {
				Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
				if (code != null && this.shared) {
					return false;
				}
				if (code != null && !isDefault(code, request)) {
					this.answers.errorDispatch(request, response);
				}
				else if (!response.isCommitted()) {
					answer(request, response);
				}
				return true;
			}
			catch (IOException | ServletException ex) {
				throw new IllegalStateException("The answer could not be applied", ex);
			}
		}

		/**
		 * Returns whether a status is the one of a success that Spring MVC notes beside
		 * each exception which a handler has sent to another page.
		 */
		private static boolean isDefault(Object code, HttpServletRequest request) {
			return request.getDispatcherType() != DispatcherType.ERROR && code instanceof Integer number
					&& number < HttpServletResponse.SC_BAD_REQUEST;
		}

		private void answer(HttpServletRequest request, HttpServletResponse response)
				throws IOException, ServletException {
			if (response.getStatus() < HttpServletResponse.SC_BAD_REQUEST
					&& request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable handled) {
				this.responder.answer(handled, request, response);
				return;
			}
			ServletProblemRequest failed = new ServletProblemRequest(request, response, Door.CONTROLLER);
			this.responder.apply(this.pipeline.answerTo(status(request, response), null, failed), failed, request,
					response);
		}

		/** Who forwards to the path may have said before what has gone wrong. */
		private static int status(HttpServletRequest request, HttpServletResponse response) {
			boolean said = request.getDispatcherType() != DispatcherType.REQUEST
					&& response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST;
			return said ? response.getStatus() : HttpServletResponse.SC_NOT_FOUND;
		}

	}

	/**
	 * Error pages that an application has registered with the container, or a controller
	 * of its own at the path of errors. Clients that prefer HTML get these, by the
	 * container's ERROR dispatch, as without the library.
	 * <p>
	 * Boot's type of such controllers is asked for by name: this class serves an
	 * application without Spring MVC too, which cannot load the one around it.
	 */
	public static final class OwnErrorPages implements Predicate<HttpServletRequest> {

		private static final String ERROR_CONTROLLER = "org.springframework.boot.webmvc.error.ErrorController";

		private static final String PACKAGE_OF_BOOT = "org.springframework.boot.";

		private static final String PACKAGE_OF_LIBRARY = "dev.mishap.internal.";

		private final SingletonSupplier<Boolean> present;

		public OwnErrorPages(ApplicationContext context) {
			this.present = SingletonSupplier.of(() -> hasOwn(context));
		}

		private static boolean hasOwn(ApplicationContext context) {
			ClassLoader classLoader = OwnErrorPages.class.getClassLoader();
			if (ClassUtils.isPresent(ERROR_CONTROLLER, classLoader)
					&& hasOwn(context, ClassUtils.resolveClassName(ERROR_CONTROLLER, classLoader))) {
				return true;
			}
			return hasOwn(context, ErrorPageRegistrar.class) || hasOwnPage(context);
		}

		/**
		 * A page can be given to the web server in other ways than by a registrar. Boot
		 * itself registers one, for everything.
		 */
		private static boolean hasOwnPage(ApplicationContext context) {
			String ofBoot = context.getEnvironment().resolvePlaceholders(PATH);
			return context.getBeanProvider(AbstractConfigurableWebServerFactory.class)
				.stream()
				.flatMap((factory) -> factory.getErrorPages().stream())
				.anyMatch((page) -> !page.isGlobal() || !page.getPath().endsWith(ofBoot));
		}

		private static boolean hasOwn(ApplicationContext context, Class<?> type) {
			return context.getBeansOfType(type, false, false)
				.values()
				.stream()
				.map((bean) -> ClassUtils.getUserClass(bean).getName())
				.anyMatch((name) -> !name.startsWith(PACKAGE_OF_BOOT) && !name.startsWith(PACKAGE_OF_LIBRARY));
		}

		/** Returns whether a request is to get one of these pages. */
		@Override
		public boolean test(HttpServletRequest request) {
			if (!this.present.obtain()) {
				return false;
			}
			AcceptPreference preference = AcceptPreference.of(Collections.list(request.getHeaders("Accept")));
			return preference.of(MediaType.TEXT_HTML, MediaType.APPLICATION_XHTML_XML) > preference
				.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON);
		}

	}

}
