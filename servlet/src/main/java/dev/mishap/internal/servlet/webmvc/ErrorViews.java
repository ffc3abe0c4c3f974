package dev.mishap.internal.servlet.webmvc;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.ProblemWriter;
import dev.mishap.internal.body.HtmlProblemWriter;
import dev.mishap.internal.body.HtmlProblemWriter.PageModel;
import dev.mishap.internal.servlet.DetachedResponse;
import dev.mishap.internal.servlet.ServletState;
import dev.mishap.internal.servlet.StandInRequest;
import dev.mishap.servlet.ServletProblemRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.template.TemplateAvailabilityProviders;
import org.springframework.boot.autoconfigure.web.ErrorProperties;
import org.springframework.boot.autoconfigure.web.ErrorProperties.IncludeAttribute;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.error.ErrorAttributeOptions.Include;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.context.ApplicationContext;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

/**
 * Error views of the application, found as Boot finds them: {@code error/404} and
 * {@code error/4xx}, a static {@code error/404.html}, at last a template or a view that
 * is called {@code error}. They are written to a detached response, so that nothing is
 * sent of a view that fails half-way.
 */
public final class ErrorViews implements HtmlProblemWriter.PageSource {

	private static final String DEFAULT_VIEW = "error";

	private static final String ERRORS_OF_BOOT = "org.springframework.boot.webmvc.autoconfigure.error.";

	private static final String HTML = "text/html;charset=UTF-8";

	/** Fields that a view must not set. */
	private static final Set<String> OF_MESSAGE = Set.of("content-length", "transfer-encoding", "content-encoding",
			"connection", "keep-alive", "trailer", "upgrade", "date", "server", "set-cookie");

	private final ApplicationContext context;

	private final SingletonSupplier<List<ErrorViewResolver>> resolvers;

	private final SingletonSupplier<List<ViewResolver>> views;

	private final SingletonSupplier<TemplateAvailabilityProviders> templates;

	private final Model model;

	/**
	 * Creates the source. Beans are looked for at the first error only.
	 * @param context the context of the application
	 */
	public ErrorViews(ApplicationContext context) {
		this.context = context;
		this.resolvers = SingletonSupplier
			.of(() -> context.getBeanProvider(ErrorViewResolver.class).orderedStream().toList());
		this.views = SingletonSupplier.of(() -> context.getBeanProvider(ViewResolver.class).orderedStream().toList());
		this.templates = SingletonSupplier.of(() -> new TemplateAvailabilityProviders(context));
		this.model = new Model(context.getBeanProvider(ErrorAttributes.class)::getIfUnique, context.getEnvironment());
	}

	@Override
	public @Nullable String home(ProblemContext context) {
		HttpServletRequest request = request(context);
		return (request != null) ? request.getContextPath() + "/" : null;
	}

	@Override
	public ProblemWriter.@Nullable Body page(Problem problem, ProblemContext context) throws Exception {
		HttpServletRequest failed = request(context);
		if (failed == null) {
			return null;
		}
		RenderedRequest outer = RenderedRequest.around(failed);
		if (outer != null) {
			outer.fail();
			return null;
		}
		HttpServletResponse response = response(context);
		RenderedRequest request = new RenderedRequest(failed);
		DetachedResponse page = (response != null) ? new DetachedResponse(response) : new DetachedResponse();
		Model.describe(request, problem, context);
		Surroundings surroundings = Surroundings.enter(this.context, request, page, context.locale());
		try {
			page.setStatus(problem.status());
			page.setCharacterEncoding("UTF-8");
			page.setLocale(surroundings.locale());
			Page made = ofView(problem, context, request, page, surroundings.locale());
			if (made == null) {
				return null;
			}
			if (request.hasFailed() || page.isError() || (!isRedirect(page) && page.content().length == 0)) {
				throw new IllegalStateException(
						made.name() + " has ended with status " + page.getStatus() + " and without a page");
			}
			return body(made, page, response, problem, ServletState.of(failed).isFilled());
		}
		finally {
			surroundings.leave();
		}
	}

	/**
	 * Returns the request to dispatch from; one that the container refused belongs to
	 * this application as to any.
	 */
	private @Nullable HttpServletRequest request(ProblemContext context) {
		if (context.door() != Door.CONTAINER) {
			return (context.request() instanceof ServletProblemRequest failed) ? failed.dispatched() : null;
		}
		ServletContext servletContext = (this.context instanceof WebApplicationContext web) ? web.getServletContext()
				: null;
		return (servletContext != null) ? StandInRequest.refused(context.request(), servletContext, context.locale())
				: null;
	}

	private static @Nullable HttpServletResponse response(ProblemContext context) {
		return (context.door() != Door.CONTAINER) ? context.request().unwrap(HttpServletResponse.class) : null;
	}

	private static boolean isRedirect(HttpServletResponse page) {
		return page.getStatus() / 100 == 3 && page.containsHeader("Location");
	}

	private static ProblemWriter.@Nullable Body body(Page made, DetachedResponse page,
			@Nullable HttpServletResponse response, Problem problem, boolean filled) {
		// an application that has sent the status itself means it
		boolean kept = page.getStatus() == problem.status()
				|| (filled && page.getStatus() < HttpServletResponse.SC_BAD_REQUEST);
		if (kept && isRedirect(page)) {
			return null;
		}
		Map<String, List<String>> headers = new LinkedHashMap<>();
		page.headers().forEach((name, values) -> {
			if (response != null && "Set-Cookie".equalsIgnoreCase(name)) {
				// those of others stay
				values.forEach((value) -> response.addHeader(name, value));
			}
			else if (!OF_MESSAGE.contains(name.toLowerCase(Locale.ROOT))) {
				headers.put(name, values);
			}
		});
		if (response != null) {
			page.cookies().forEach(response::addCookie);
		}
		return new ProblemWriter.Body(isRedirect(page) ? HTML : made.type(), page.content(),
				kept ? 0 : page.getStatus(), headers);
	}

	private @Nullable Page ofView(Problem problem, ProblemContext context, RenderedRequest request,
			DetachedResponse response, Locale locale) throws Exception {
		Map<String, Object> model = this.model.of(problem, context, request);
		HttpStatus status = HttpStatus.resolve(problem.status());
		if (status != null) {
			for (ErrorViewResolver resolver : this.resolvers.obtain()) {
				ModelAndView resolved = resolver.resolveErrorView(request, status, model);
				View view = (resolved != null) ? view(resolved, locale) : null;
				if (resolved != null && view != null) {
					HttpStatusCode other = resolved.getStatus();
					if (other != null) {
						response.setStatus(other.value());
					}
					return render(view, resolved.getModel(), request, response);
				}
			}
		}
		View view = defaultView(locale);
		return (view != null) ? render(view, model, request, response) : null;
	}

	private static Page render(View view, Map<String, ?> model, RenderedRequest request, DetachedResponse response)
			throws Exception {
		view.render(model, request, response);
		String type = response.getContentType();
		if (type == null) {
			type = view.getContentType();
		}
		return new Page("The error view " + view, (type != null) ? type : HTML);
	}

	private @Nullable View view(ModelAndView resolved, Locale locale) throws Exception {
		if (resolved.getView() != null) {
			return resolved.getView();
		}
		return (resolved.getViewName() != null) ? view(resolved.getViewName(), locale) : null;
	}

	private @Nullable View view(String name, Locale locale) throws Exception {
		for (ViewResolver resolver : this.views.obtain()) {
			View view = resolver.resolveViewName(name, locale);
			if (view != null) {
				return view;
			}
		}
		return null;
	}

	/**
	 * Returns the view for what has no more special one. Resolvers make a view of any
	 * name, so it is asked first whether there is a template. Boot's own page, the white
	 * one, is none of the application's; a view of Boot's that shows a template is.
	 */
	private @Nullable View defaultView(Locale locale) throws Exception {
		if (this.templates.obtain().getProvider(DEFAULT_VIEW, this.context) != null) {
			return view(DEFAULT_VIEW, locale);
		}
		if (!this.context.containsBean(DEFAULT_VIEW) || !this.context.isTypeMatch(DEFAULT_VIEW, View.class)) {
			return null;
		}
		View view = this.context.getBean(DEFAULT_VIEW, View.class);
		return view.getClass().getName().startsWith(ERRORS_OF_BOOT) ? null : view;
	}

	/**
	 * Page that was made.
	 *
	 * @param name what has made it, for the log
	 * @param type its media type
	 */
	private record Page(String name, String type) {
	}

	/**
	 * What views find around them inside of the {@code DispatcherServlet}: most errors
	 * come from outside of it, and inside they would find the live response.
	 */
	private static final class Surroundings {

		private final Locale locale;

		private final ServletRequestAttributes attributes;

		private final @Nullable RequestAttributes previousAttributes;

		private final @Nullable LocaleContext previousLocale;

		private Surroundings(Locale locale, ServletRequestAttributes attributes) {
			this.locale = locale;
			this.attributes = attributes;
			this.previousAttributes = RequestContextHolder.getRequestAttributes();
			this.previousLocale = LocaleContextHolder.getLocaleContext();
			RequestContextHolder.setRequestAttributes(attributes);
			LocaleContextHolder.setLocale(locale);
		}

		/**
		 * Puts everything where views look for it.
		 * @param context the context of the application
		 * @param request the request
		 * @param response the response that the view writes to
		 * @param chosen the language of the problem's texts
		 */
		static Surroundings enter(ApplicationContext context, RenderedRequest request, HttpServletResponse response,
				Locale chosen) {
			if (request.getAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE) == null) {
				request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
			}
			LocaleResolver resolver = resolver(context, request);
			return new Surroundings(locale(resolver, request, chosen), new ServletRequestAttributes(request, response));
		}

		private static @Nullable LocaleResolver resolver(ApplicationContext context, RenderedRequest request) {
			Object known = request.getAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE);
			if (known instanceof LocaleResolver resolver) {
				return resolver;
			}
			if (!context.containsBean(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)) {
				return null;
			}
			LocaleResolver resolver = context.getBean(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME,
					LocaleResolver.class);
			request.setAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, resolver);
			return resolver;
		}

		/** The page is in the language of the application's other pages. */
		private static Locale locale(@Nullable LocaleResolver resolver, RenderedRequest request, Locale chosen) {
			try {
				return (resolver != null) ? resolver.resolveLocale(request) : chosen;
			}
			catch (RuntimeException ignored) {
				// such as for a cookie that is no locale: the view would stumble over it,
				// too
				request.setAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, new FixedLocaleResolver(chosen));
				return chosen;
			}
		}

		/** Returns the language of the page. */
		Locale locale() {
			return this.locale;
		}

		/** Puts everything back as it was. */
		void leave() {
			this.attributes.requestCompleted();
			RequestContextHolder.setRequestAttributes(this.previousAttributes);
			LocaleContextHolder.setLocaleContext(this.previousLocale);
		}

	}

	/**
	 * Request as an error view sees it: as in a container's error dispatch, whatever the
	 * door (Servlet 6.1, section 10.9). What a view leaves among the attributes goes with
	 * it.
	 */
	static final class RenderedRequest extends HttpServletRequestWrapper {

		/**
		 * Where Tomcat keeps, for filters and for itself, what kind of dispatch this is.
		 * In an error dispatch, a further forward would count as one more of them.
		 */
		private static final String TOMCAT_DISPATCHER_TYPE = "org.apache.catalina.core.DISPATCHER_TYPE";

		private static final String RENDERING = RenderedRequest.class.getName();

		private boolean failed;

		private final Map<String, @Nullable Object> attributes = new HashMap<>();

		RenderedRequest(HttpServletRequest request) {
			super(request);
			this.attributes.put(RENDERING, this);
			this.attributes.put(TOMCAT_DISPATCHER_TYPE, DispatcherType.REQUEST);
		}

		/**
		 * Returns the request that an error view is at work on already, so that an error
		 * is one of the view itself.
		 * @param request the request that failed
		 * @return the request that the view was given, or {@code null} if there is none
		 */
		static @Nullable RenderedRequest around(HttpServletRequest request) {
			return (request.getAttribute(RENDERING) instanceof RenderedRequest rendered) ? rendered : null;
		}

		void fail() {
			this.failed = true;
		}

		boolean hasFailed() {
			return this.failed;
		}

		/** JSPs refuse other methods. */
		@Override
		public String getMethod() {
			return "HEAD".equals(super.getMethod()) ? "HEAD" : "GET";
		}

		@Override
		public DispatcherType getDispatcherType() {
			return (getAttribute(TOMCAT_DISPATCHER_TYPE) instanceof DispatcherType type) ? type
					: DispatcherType.REQUEST;
		}

		@Override
		public @Nullable Object getAttribute(String name) {
			return this.attributes.containsKey(name) ? this.attributes.get(name) : super.getAttribute(name);
		}

		@Override
		public Enumeration<String> getAttributeNames() {
			Set<String> names = new LinkedHashSet<>(Collections.list(super.getAttributeNames()));
			this.attributes.forEach((name, value) -> {
				if (value != null) {
					names.add(name);
				}
				else {
					names.remove(name);
				}
			});
			return Collections.enumeration(names);
		}

		@Override
		public void setAttribute(String name, @Nullable Object value) {
			this.attributes.put(name, value);
		}

		@Override
		public void removeAttribute(String name) {
			this.attributes.put(name, null);
		}

	}

	/**
	 * Model of an error view: what Boot puts into it, by its {@code ErrorAttributes} and
	 * the keys below {@code spring.web.error}, and beside that the members of the
	 * problem.
	 */
	private static final class Model {

		private static final Log logger = LogFactory.getLog(ErrorViews.class);

		private final Supplier<@Nullable ErrorAttributes> attributes;

		private final SingletonSupplier<ErrorProperties> properties;

		Model(Supplier<@Nullable ErrorAttributes> attributes, Environment environment) {
			this.attributes = attributes;
			this.properties = SingletonSupplier.of(() -> properties(environment));
		}

		/** The keys have moved from one version of Boot to the next. */
		private static ErrorProperties properties(Environment environment) {
			String prefix = ClassUtils.hasMethod(WebProperties.class, "getError") ? "spring.web.error" : "server.error";
			return Binder.get(environment).bind(prefix, ErrorProperties.class).orElseGet(ErrorProperties::new);
		}

		/**
		 * Returns the model.
		 * @param problem the problem
		 * @param context the circumstances
		 * @param request the request, with the attributes of an error dispatch
		 */
		Map<String, Object> of(Problem problem, ProblemContext context, HttpServletRequest request) {
			Map<String, Object> model = new LinkedHashMap<>();
			ofBoot(request).forEach((name, value) -> {
				if (value != null) {
					model.put(name, value);
				}
			});
			PageModel.complete(model, problem, context);
			return model;
		}

		private Map<String, @Nullable Object> ofBoot(HttpServletRequest request) {
			ErrorAttributes source = this.attributes.get();
			if (source == null) {
				return Map.of();
			}
			try {
				return new HashMap<>(source.getErrorAttributes(new ServletWebRequest(request), options(request)));
			}
			catch (RuntimeException ex) {
				logger.error("The ErrorAttributes failed: an error view goes without them", ex);
				return Map.of();
			}
		}

		private ErrorAttributeOptions options(HttpServletRequest request) {
			ErrorProperties properties = this.properties.obtain();
			ErrorAttributeOptions options = ErrorAttributeOptions.defaults();
			if (properties.isIncludeException()) {
				options = options.including(Include.EXCEPTION);
			}
			if (isIncluded(properties.getIncludeStacktrace(), "trace", request)) {
				options = options.including(Include.STACK_TRACE);
			}
			if (isIncluded(properties.getIncludeMessage(), "message", request)) {
				options = options.including(Include.MESSAGE);
			}
			if (isIncluded(properties.getIncludeBindingErrors(), "errors", request)) {
				options = options.including(Include.BINDING_ERRORS);
			}
			return isIncluded(properties.getIncludePath(), "path", request) ? options.including(Include.PATH)
					: options.excluding(Include.PATH);
		}

		private static boolean isIncluded(IncludeAttribute included, String parameter, HttpServletRequest request) {
			return switch (included) {
				case ALWAYS -> true;
				case ON_PARAM -> request.getParameter(parameter) != null
						&& !"false".equalsIgnoreCase(request.getParameter(parameter));
				case NEVER -> false;
			};
		}

		/**
		 * Says what an error dispatch says of an error (Servlet 6.1, section 10.9.1).
		 */
		static void describe(RenderedRequest request, Problem problem, ProblemContext context) {
			request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, problem.status());
			request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, context.request().path());
			request.setAttribute(RequestDispatcher.ERROR_METHOD, context.request().method());
			Throwable exception = context.exception();
			if (exception != null) {
				if (speaksForItself(exception) && problem.detail() != null) {
					request.setAttribute(RequestDispatcher.ERROR_MESSAGE, problem.detail());
				}
				request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, exception);
				request.setAttribute(RequestDispatcher.ERROR_EXCEPTION_TYPE, exception.getClass());
			}
		}

		/** What stock Boot passes on as the reason of a refusal, and not as a message. */
		private static boolean speaksForItself(Throwable exception) {
			return exception instanceof ErrorResponse
					|| AnnotatedElementUtils.hasAnnotation(exception.getClass(), ResponseStatus.class);
		}

	}

}
