package dev.mishap.internal;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ReflectionUtils;

/**
 * Fields of other libraries to which there is no public way, and without which the part
 * that they hold could not be kept where the library adds its own. These are all of them,
 * and a test fails when one is renamed. Where one cannot be reached, everything stays as
 * its owner has it.
 */
public enum PrivateField {

	/** Which processor a CORS filter has. */
	CORS_PROCESSOR("org.springframework.web.filter.CorsFilter", "processor"),

	/** What refuses a request with a wrong CSRF token. */
	CSRF_DENIED("org.springframework.security.web.csrf.CsrfFilter", "accessDeniedHandler"),

	/** What answers a log-in that failed. */
	LOGIN_FAILED("org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter",
			"failureHandler"),

	/** What refuses a session that a user may not have. */
	SESSION_FAILED("org.springframework.security.web.session.SessionManagementFilter", "failureHandler"),

	/** What answers a session that was ended. */
	SESSION_EXPIRED("org.springframework.security.web.session.ConcurrentSessionFilter",
			"sessionInformationExpiredStrategy"),

	/** What names the realm of Basic authentication. */
	BASIC_REFUSED("org.springframework.security.web.authentication.www.BasicAuthenticationFilter",
			"authenticationEntryPoint"),

	/** Which of several entry points is asked last. */
	DEFAULT_ENTRY_POINT("org.springframework.security.web.authentication.DelegatingAuthenticationEntryPoint",
			"defaultEntryPoint"),

	/** What parses the requests of a connection to Jetty. */
	JETTY_PARSER("org.eclipse.jetty.server.internal.HttpConnection", "_parser"),

	/** The method of a request whose target Jetty cannot decode. */
	JETTY_METHOD("org.eclipse.jetty.http.HttpParser", "_methodString"),

	/** Where a CORS filter of WebFlux has its rules from. */
	WEBFLUX_CORS_SOURCE("org.springframework.web.cors.reactive.CorsWebFilter", "configSource"),

	/** Which processor a CORS filter of WebFlux has. */
	WEBFLUX_CORS_PROCESSOR("org.springframework.web.cors.reactive.CorsWebFilter", "processor"),

	/** What refuses a request with a wrong CSRF token in WebFlux. */
	WEBFLUX_CSRF_DENIED("org.springframework.security.web.server.csrf.CsrfWebFilter", "accessDeniedHandler"),

	/** What refuses a known user in WebFlux. */
	WEBFLUX_DENIED("org.springframework.security.web.server.authorization.ExceptionTranslationWebFilter",
			"accessDeniedHandler"),

	/** What refuses an unknown user in WebFlux. */
	WEBFLUX_UNKNOWN("org.springframework.security.web.server.authorization.ExceptionTranslationWebFilter",
			"authenticationEntryPoint"),

	/** What answers a log-in that failed in WebFlux. */
	WEBFLUX_LOGIN_FAILED("org.springframework.security.web.server.authentication.AuthenticationWebFilter",
			"authenticationFailureHandler"),

	/** What a failed log-in in WebFlux is answered by. */
	WEBFLUX_FAILED_ENTRY_POINT(
			"org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler",
			"authenticationEntryPoint"),

	/** Which of several entry points of WebFlux is asked last. */
	WEBFLUX_DEFAULT_ENTRY_POINT("org.springframework.security.web.server.DelegatingServerAuthenticationEntryPoint",
			"defaultEntryPoint"),

	/** Which entry points of WebFlux are asked before that. */
	WEBFLUX_ENTRY_POINTS("org.springframework.security.web.server.DelegatingServerAuthenticationEntryPoint",
			"entryPoints");

	private static final Log logger = LogFactory.getLog(PrivateField.class);

	private final String owner;

	private final String name;

	PrivateField(String owner, String name) {
		this.owner = owner;
		this.name = name;
	}

	/**
	 * Returns the class that has the field.
	 */
	public String owner() {
		return this.owner;
	}

	/**
	 * Returns the name of the field.
	 */
	public String fieldName() {
		return this.name;
	}

	/**
	 * Hands over what the field holds, if it can be read.
	 * @param <T> the type of the part
	 * @param object the object that has the field
	 * @param type the type of the part; anything else is not handed over
	 * @param use takes the part
	 */
	public <T> void with(Object object, Class<T> type, Consumer<T> use) {
		access(object, (field) -> {
			Object part = ReflectionUtils.getField(field, object);
			if (type.isInstance(part)) {
				use.accept(type.cast(part));
			}
		});
	}

	/**
	 * Returns what the field holds, if it can be read.
	 * @param <T> the type of the part
	 * @param object the object that has the field
	 * @param type the type of the part
	 * @return the part, or {@code null} if it cannot be had or is of another type
	 */
	public <T> @Nullable T of(Object object, Class<T> type) {
		List<T> found = new ArrayList<>(1);
		with(object, type, found::add);
		return found.isEmpty() ? null : found.get(0);
	}

	/**
	 * Sets the field, if it holds a part of its owner's own.
	 * @param object the object that has the field
	 * @param part the part instead
	 */
	public void replaceOwn(Object object, Object part) {
		access(object, (field) -> {
			Object present = ReflectionUtils.getField(field, object);
			if (present != null && present.getClass().getEnclosingClass() == field.getDeclaringClass()) {
				ReflectionUtils.setField(field, object, part);
			}
		});
	}

	private void access(Object object, Consumer<Field> use) {
		Field field = ReflectionUtils.findField(object.getClass(), this.name);
		if (field == null) {
			logger.debug(object.getClass().getName() + " has no " + this.name);
			return;
		}
		try {
			ReflectionUtils.makeAccessible(field);
			use.accept(field);
		}
		catch (RuntimeException ex) {
			logger.debug("The " + this.name + " of " + object.getClass().getName() + " cannot be reached", ex);
		}
	}

	/** Keeps the fields reachable in a native image. */
	public static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			for (PrivateField field : values()) {
				hints.reflection()
					.registerTypeIfPresent((classLoader != null) ? classLoader : getClass().getClassLoader(),
							field.owner, (type) -> type.withField(field.name));
			}
		}

	}

}
