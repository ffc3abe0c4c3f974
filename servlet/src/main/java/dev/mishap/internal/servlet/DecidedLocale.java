package dev.mishap.internal.servlet;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * The locale that the application has decided on for a request: by a session, a cookie, a
 * fixed setting, or whatever its {@code LocaleResolver} looks at. What such a resolver
 * only reads off {@code Accept-Language} is no decision.
 */
public final class DecidedLocale {

	private static final Log logger = LogFactory.getLog(DecidedLocale.class);

	private static final boolean MVC = ClassUtils.isPresent("org.springframework.web.servlet.LocaleResolver",
			DecidedLocale.class.getClassLoader());

	private static final Set<Class<?>> FAILED = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private DecidedLocale() {
	}

	/**
	 * Returns the locale that the application has decided on. Nothing of the request is
	 * changed by asking, and no session is created.
	 * @param request the request, inside or outside of the {@code DispatcherServlet}
	 * @return the locale, or {@code null} if there is no decision, or none that can be
	 * read
	 */
	public static @Nullable Locale of(HttpServletRequest request) {
		return MVC ? OfResolver.decided(request) : null;
	}

	/** Holds the types of Spring MVC, which may be missing. */
	private static final class OfResolver {

		static @Nullable Locale decided(HttpServletRequest request) {
			LocaleResolver resolver = null;
			try {
				resolver = resolver(request);
				if (resolver == null) {
					return null;
				}
				UntouchedRequest untouched = new UntouchedRequest(request);
				Locale locale = resolver.resolveLocale(untouched);
				return (locale == null || locale.equals(untouched.getLocale())) ? null : locale;
			}
			catch (RuntimeException ex) {
				if (FAILED.add((resolver != null) ? resolver.getClass() : OfResolver.class)) {
					logger.warn("The LocaleResolver failed while an error was answered; its decision does not count "
							+ "(logged once)", ex);
				}
				return null;
			}
		}

		private static @Nullable LocaleResolver resolver(HttpServletRequest request) {
			Object known = request.getAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE);
			if (known instanceof LocaleResolver resolver) {
				return resolver;
			}
			ServletContext application = application(request);
			if (application == null) {
				return null;
			}
			WebApplicationContext context = RequestContextUtils.findWebApplicationContext(request, application);
			return (context != null && context.containsBean(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME))
					? context.getBean(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME, LocaleResolver.class) : null;
		}

	}

	/** Tomcat fails to say that a request that it has refused is of no application. */
	private static @Nullable ServletContext application(HttpServletRequest request) {
		try {
			return request.getServletContext();
		}
		catch (NullPointerException ex) {
			return null;
		}
	}

	/** Request that is only looked at. */
	private static final class UntouchedRequest extends HttpServletRequestWrapper {

		private final Map<String, @Nullable Object> attributes = new HashMap<>();

		private final boolean headed;

		UntouchedRequest(HttpServletRequest request) {
			super(request);
			this.headed = StringUtils.hasText(request.getHeader("Accept-Language"));
		}

		/**
		 * Without the header field a container returns the server's own locale, which
		 * nobody has decided on.
		 */
		@Override
		public Locale getLocale() {
			return this.headed ? super.getLocale() : Locale.ROOT;
		}

		@Override
		public Enumeration<Locale> getLocales() {
			return this.headed ? super.getLocales() : Collections.enumeration(List.of(Locale.ROOT));
		}

		@Override
		public @Nullable Object getAttribute(String name) {
			return this.attributes.containsKey(name) ? this.attributes.get(name) : super.getAttribute(name);
		}

		@Override
		public void setAttribute(String name, @Nullable Object value) {
			this.attributes.put(name, value);
		}

		@Override
		public void removeAttribute(String name) {
			this.attributes.put(name, null);
		}

		// for a request without a session there is none, whatever was asked for
		@Override
		@SuppressWarnings("NullAway")
		public HttpSession getSession() {
			return super.getSession(false);
		}

		@Override
		@SuppressWarnings("NullAway")
		public HttpSession getSession(boolean create) {
			return super.getSession(false);
		}

	}

}
