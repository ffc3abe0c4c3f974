package dev.mishap.autoconfigure;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mishap.Problem;
import dev.mishap.ProblemCatalogue;
import dev.mishap.ProblemType;
import dev.mishap.internal.registry.ProblemEntry.MappedRow;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpEntity;
import org.springframework.http.ProblemDetail;
import org.springframework.util.ClassUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.method.ControllerAdviceBean;
import org.springframework.web.method.annotation.ExceptionHandlerMethodResolver;

/**
 * Warns, once and when the application is ready, of what in it works against the library
 * or against itself. {@code logging.level.dev.mishap.start=off} ends all of it.
 */
final class StartWarnings implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog("dev.mishap.start");

	private static final List<String> KEYS_OF_ERROR_PAGE = List.of("spring.web.error.include-stacktrace",
			"spring.web.error.include-message", "spring.web.error.include-binding-errors");

	private static final List<String> OF_WEBFLUX = List.of("org.springframework.web.server.WebFilter",
			"org.springframework.web.server.WebExceptionHandler",
			"org.springframework.web.reactive.function.server.RouterFunction",
			"org.springframework.security.web.server.SecurityWebFilterChain");

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		ApplicationContext context = event.getApplicationContext();
		ClassLoader classLoader = context.getClassLoader();
		checkKeysOfErrorPage(context);
		if (ClassUtils.isPresent("jakarta.servlet.Filter", classLoader) && OfServlet.isServlet(context)) {
			checkBeansOfWebFlux(context);
			OfServlet.checkOrderOfCors(context);
			if (context.containsBean("mishapAdvice")) {
				OfMvc.checkAdvices(context);
			}
		}
	}

	/**
	 * Keys of Boot's own error page that would show everybody what is meant for the log
	 * if that page ever answered.
	 */
	private static void checkKeysOfErrorPage(ApplicationContext context) {
		boolean development = ClassUtils.isPresent("org.springframework.boot.devtools.restart.Restarter",
				context.getClassLoader());
		for (String key : KEYS_OF_ERROR_PAGE) {
			String value = context.getEnvironment().getProperty(key);
			if (value != null && !value.equalsIgnoreCase("never") && !development) {
				logger
					.warn(key + " is '" + value + "': outside development write 'never', or remove it. Mishap doesn't "
							+ "need it, and an error page of another hand would show what is meant for the log.");
			}
		}
	}

	/**
	 * Filters and routes of WebFlux in a servlet application: Spring MVC, which the
	 * starter brings, makes an application a servlet one, and nobody calls them.
	 */
	private static void checkBeansOfWebFlux(ApplicationContext context) {
		ClassLoader classLoader = context.getClassLoader();
		if (!ClassUtils.isPresent("org.springframework.web.reactive.DispatcherHandler", classLoader)) {
			return;
		}
		List<String> idle = new ArrayList<>();
		for (String type : OF_WEBFLUX) {
			if (ClassUtils.isPresent(type, classLoader)) {
				idle.addAll(List
					.of(context.getBeanNamesForType(ClassUtils.resolveClassName(type, classLoader), true, false)));
			}
		}
		if (!idle.isEmpty()) {
			logger.warn("This is a servlet application, because Spring MVC is on the class path, and so nobody calls "
					+ "these beans of WebFlux: " + String.join(", ", idle) + ". If it was a WebFlux application, "
					+ "remove mishap-spring-boot-starter, which brings Spring MVC; otherwise make them servlet "
					+ "filters and handlers of Spring MVC, or remove them.");
		}
	}

	/** Loaded with the Servlet API only. */
	private static final class OfServlet {

		private static final String SECURITY_FILTER = "springSecurityFilterChain";

		/** Order that Boot gives to Spring Security's filter unless told otherwise. */
		private static final int SECURITY_ORDER = -100;

		static boolean isServlet(ApplicationContext context) {
			return context instanceof WebApplicationContext;
		}

		/**
		 * A CORS filter that stands behind Spring Security's: what Security refuses then
		 * has no CORS headers, and a browser shows a network error instead of a 401.
		 */
		static void checkOrderOfCors(ApplicationContext context) {
			if (!context.containsBean(SECURITY_FILTER)) {
				return;
			}
			int security = context.getEnvironment()
				.getProperty("spring.security.filter.order", Integer.class, SECURITY_ORDER);
			for (String name : context.getBeanNamesForType(FilterRegistrationBean.class)) {
				FilterRegistrationBean<?> registration = context.getBean(name, FilterRegistrationBean.class);
				if (registration.getFilter() instanceof CorsFilter && registration.getOrder() > security) {
					warn(name, registration.getOrder(), security);
				}
			}
			for (String name : context.getBeanNamesForType(CorsFilter.class)) {
				// Security takes a bean of this name into its own chain
				if (!name.equals("corsFilter")) {
					warn(name, Ordered.LOWEST_PRECEDENCE, security);
				}
			}
		}

		private static void warn(String name, int order, int security) {
			logger.warn("The CORS filter '" + name + "' (order " + order + ") stands behind Spring Security's (order "
					+ security
					+ "): browsers will not see what Security refuses. Use http.cors(…), or register it with an "
					+ "order below " + security + ".");
		}

	}

	/** Loaded with Spring MVC only. */
	private static final class OfMvc {

		private static final String PACKAGE_OF_LIBRARY = "dev.mishap.internal.";

		/**
		 * An advice of the application that leaves nothing for this library. One that is
		 * limited to some controllers, or that shows pages, is meant as it is.
		 */
		static void checkAdvices(ApplicationContext context) {
			for (ControllerAdviceBean advice : ControllerAdviceBean.findAnnotatedBeans(context)) {
				Class<?> type = advice.getBeanType();
				if (type != null && !type.getName().startsWith(PACKAGE_OF_LIBRARY) && !isLimited(type)
						&& answersEverything(type)) {
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
			return resolver.hasExceptionMappings()
					&& (isData(type, resolver.resolveMethodByExceptionType(Exception.class))
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

	/**
	 * Says at the start that a code of the application has two statuses. Such an
	 * application runs, and may have done so for long: it is told, not stopped.
	 */
	static final class CodesCheck {

		private static final Log logger = LogFactory.getLog("dev.mishap.problems");

		private final Map<String, Map<Integer, String>> found = new TreeMap<>();

		CodesCheck(ProblemCatalogue catalogue) {
			for (ProblemType type : catalogue.types()) {
				add(type.code(), type.status(), "the catalogue");
			}
		}

		void check(List<MappedRow> rows) {
			for (MappedRow row : rows) {
				for (Problem answer : row.answers()) {
					add(answer.code(), answer.status(), row.origin().where());
				}
			}
			this.found.forEach((code, statuses) -> {
				if (statuses.size() > 1) {
					List<String> places = statuses.entrySet()
						.stream()
						.map((entry) -> entry.getKey() + " by " + entry.getValue())
						.toList();
					logger.warn(code + " has two statuses: " + String.join(", ", places)
							+ ". Clients that go by the code cannot tell them apart: give each a code of its own.");
				}
			});
		}

		private void add(String code, int status, String where) {
			this.found.computeIfAbsent(code, (key) -> new TreeMap<>()).putIfAbsent(status, where);
		}

	}

}
