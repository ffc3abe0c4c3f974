package dev.mishap.autoconfigure.servlet;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.util.ClassUtils;

/**
 * Warns, once, of filters and routes of WebFlux in a servlet application: Spring MVC,
 * which the starter brings, makes an application a servlet one, and nobody calls them.
 */
final class ReactiveBeansCheck implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog("dev.mishap.start");

	private static final List<String> TYPES = List.of("org.springframework.web.server.WebFilter",
			"org.springframework.web.server.WebExceptionHandler",
			"org.springframework.web.reactive.function.server.RouterFunction",
			"org.springframework.security.web.server.SecurityWebFilterChain");

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		ApplicationContext context = event.getApplicationContext();
		ClassLoader classLoader = context.getClassLoader();
		if (!ClassUtils.isPresent("org.springframework.web.reactive.DispatcherHandler", classLoader)) {
			return;
		}
		List<String> idle = new ArrayList<>();
		for (String type : TYPES) {
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

}
