package dev.mishap.internal.servlet.security;

import java.lang.reflect.Field;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.DelegatingAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.session.ConcurrentSessionFilter;
import org.springframework.security.web.session.SessionManagementFilter;
import org.springframework.util.ReflectionUtils;

/**
 * Parts of filters that can be set but not asked for. Without knowing what is there, none
 * can be put around it; where it cannot be found out, all stays as it is.
 */
public final class FilterParts implements RuntimeHintsRegistrar {

	private static final Log logger = LogFactory.getLog(FilterParts.class);

	static final String CSRF_DENIED = "accessDeniedHandler";

	static final String LOGIN_FAILED = "failureHandler";

	static final String SESSION_FAILED = "failureHandler";

	private static final String BASIC_REFUSED = "authenticationEntryPoint";

	private static final String DEFAULT_ENTRY_POINT = "defaultEntryPoint";

	private static final String DEFAULT_REALM = "Realm";

	static final String SESSION_EXPIRED = "sessionInformationExpiredStrategy";

	/** Hands over a part of a filter, if it can be had. */
	static <T> void with(Object filter, String name, Class<T> type, Consumer<T> use) {
		access(filter, name, (field) -> {
			Object part = ReflectionUtils.getField(field, filter);
			if (type.isInstance(part)) {
				use.accept(type.cast(part));
			}
		});
	}

	/**
	 * Returns the entry point for Basic, one of Spring Security's own if it isn't told.
	 */
	static BasicAuthenticationEntryPoint entryPoint(BasicAuthenticationFilter filter) {
		BasicAuthenticationEntryPoint[] found = new BasicAuthenticationEntryPoint[1];
		with(filter, BASIC_REFUSED, BasicAuthenticationEntryPoint.class, (entryPoint) -> found[0] = entryPoint);
		with(filter, BASIC_REFUSED, DelegatingAuthenticationEntryPoint.class, (delegating) -> with(delegating,
				DEFAULT_ENTRY_POINT, BasicAuthenticationEntryPoint.class, (entryPoint) -> found[0] = entryPoint));
		if (found[0] == null) {
			found[0] = new BasicAuthenticationEntryPoint();
			found[0].setRealmName(DEFAULT_REALM);
		}
		return found[0];
	}

	/** Sets a part for which there is no setter, unless it comes from elsewhere. */
	static void replaceOwn(Object filter, String name, Object part) {
		access(filter, name, (field) -> {
			Object present = ReflectionUtils.getField(field, filter);
			if (present != null && present.getClass().getEnclosingClass() == field.getDeclaringClass()) {
				ReflectionUtils.setField(field, filter, part);
			}
		});
	}

	private static void access(Object filter, String name, Consumer<Field> use) {
		Field field = ReflectionUtils.findField(filter.getClass(), name);
		if (field == null) {
			logger.debug(filter.getClass().getName() + " has no " + name);
			return;
		}
		try {
			ReflectionUtils.makeAccessible(field);
			use.accept(field);
		}
		catch (RuntimeException ex) {
			logger.debug("The " + name + " of " + filter.getClass().getName() + " cannot be reached", ex);
		}
	}

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		register(hints, CsrfFilter.class, CSRF_DENIED);
		register(hints, AbstractAuthenticationProcessingFilter.class, LOGIN_FAILED);
		register(hints, SessionManagementFilter.class, SESSION_FAILED);
		register(hints, BasicAuthenticationFilter.class, BASIC_REFUSED);
		register(hints, DelegatingAuthenticationEntryPoint.class, DEFAULT_ENTRY_POINT);
		register(hints, ConcurrentSessionFilter.class, SESSION_EXPIRED);
	}

	private static void register(RuntimeHints hints, Class<?> type, String name) {
		Field field = ReflectionUtils.findField(type, name);
		if (field != null) {
			hints.reflection().registerField(field);
		}
	}

}
