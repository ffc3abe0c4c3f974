package dev.mishap.autoconfigure.servlet;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.web.filter.CorsFilter;

/**
 * Warns, once, of a CORS filter that stands behind Spring Security's: what Security
 * refuses then has no CORS headers, and a browser shows a network error instead of a 401.
 */
final class CorsOrderCheck implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog("dev.mishap.start");

	private static final String SECURITY_FILTER = "springSecurityFilterChain";

	/** Order that Boot gives to Spring Security's filter unless told otherwise. */
	private static final int SECURITY_ORDER = -100;

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		ApplicationContext context = event.getApplicationContext();
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
				+ security + "): browsers will not see what Security refuses. Use http.cors(…), or register it with an "
				+ "order below " + security + ".");
	}

}
