package dev.mishap.internal.servlet;

import java.util.Collections;
import java.util.function.Predicate;

import dev.mishap.internal.AcceptPreference;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Error pages that an application has registered with the container, or a controller of
 * its own at the path of errors. Clients that prefer HTML get these, by the container's
 * ERROR dispatch, as without the library.
 */
public final class OwnErrorPages implements Predicate<HttpServletRequest> {

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
		return hasOwn(context, ErrorPageRegistrar.class);
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
