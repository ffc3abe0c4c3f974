package dev.mishap.internal.servlet.webmvc;

import java.util.Locale;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

/**
 * What views find around them inside of the {@code DispatcherServlet}: most errors come
 * from outside of it, and inside they would find the live response.
 */
final class ViewSurroundings {

	private final Locale locale;

	private final ServletRequestAttributes attributes;

	private final @Nullable RequestAttributes previousAttributes;

	private final @Nullable LocaleContext previousLocale;

	private ViewSurroundings(Locale locale, ServletRequestAttributes attributes) {
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
	static ViewSurroundings enter(ApplicationContext context, RenderedRequest request, HttpServletResponse response,
			Locale chosen) {
		if (request.getAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE) == null) {
			request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
		}
		LocaleResolver resolver = resolver(context, request);
		return new ViewSurroundings(locale(resolver, request, chosen), new ServletRequestAttributes(request, response));
	}

	private static @Nullable LocaleResolver resolver(ApplicationContext context, RenderedRequest request) {
		Object known = request.getAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE);
		if (known instanceof LocaleResolver resolver) {
			return resolver;
		}
		if (!context.containsBean(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)) {
			return null;
		}
		LocaleResolver resolver = context.getBean(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME, LocaleResolver.class);
		request.setAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, resolver);
		return resolver;
	}

	/** The page is in the language of the application's other pages. */
	private static Locale locale(@Nullable LocaleResolver resolver, RenderedRequest request, Locale chosen) {
		try {
			return (resolver != null) ? resolver.resolveLocale(request) : chosen;
		}
		catch (RuntimeException ignored) {
			// such as for a cookie that is no locale: the view would stumble over it, too
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
