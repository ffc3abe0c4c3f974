package dev.mishap.internal.servlet;

import java.lang.reflect.Field;
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
			"defaultEntryPoint");

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
