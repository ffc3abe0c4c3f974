package dev.mishap.internal.servlet;

import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import org.springframework.web.servlet.i18n.SessionLocaleResolver;

import static org.assertj.core.api.Assertions.assertThat;

/** What counts as a decision of the application, and what is only read off the header. */
class DecidedLocaleTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private Locale decided(LocaleResolver resolver, String acceptLanguage) {
		if (acceptLanguage != null) {
			this.request.addHeader("Accept-Language", acceptLanguage);
		}
		StaticWebApplicationContext context = new StaticWebApplicationContext();
		context.getBeanFactory().registerSingleton("localeResolver", resolver);
		context.refresh();
		this.request.getServletContext()
			.setAttribute(WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
		Locale decided = DecidedLocale.of(this.request);
		assertThat(this.request.getSession(false)).isNull();
		assertThat(java.util.Collections.list(this.request.getAttributeNames())).isEmpty();
		return decided;
	}

	@Test
	void headerIsNoDecision() {
		assertThat(decided(new AcceptHeaderLocaleResolver(), "fr, de;q=0.5")).isNull();
	}

	@Test
	void localeOfTheServerIsNoDecision() {
		assertThat(decided(new AcceptHeaderLocaleResolver(), null)).isNull();
		assertThat(decided(new SessionLocaleResolver(), null)).isNull();
		assertThat(decided(new CookieLocaleResolver(), null)).isNull();
	}

	@Test
	void defaultOfTheApplicationIsOneWhereNobodyAsks() {
		AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
		resolver.setDefaultLocale(Locale.GERMAN);
		assertThat(decided(resolver, null)).isEqualTo(Locale.GERMAN);
		assertThat(decided(resolver, "fr")).isNull();
	}

	@Test
	void choiceOutOfSupportedLocalesIsOne() {
		AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
		resolver.setSupportedLocales(List.of(Locale.GERMAN, Locale.ITALIAN));
		assertThat(decided(resolver, "fr, it;q=0.5")).isEqualTo(Locale.ITALIAN);
	}

	@Test
	void fixedLocaleIsOne() {
		assertThat(decided(new FixedLocaleResolver(Locale.GERMANY), "en")).isEqualTo(Locale.GERMANY);
	}

	@Test
	void cookieIsOne() {
		this.request.setCookies(new Cookie("language", "es"));
		assertThat(decided(new CookieLocaleResolver("language"), "en")).isEqualTo(Locale.forLanguageTag("es"));
	}

	@Test
	void resolverThatFailsHasDecidedNothing() {
		LocaleResolver broken = new FixedLocaleResolver() {

			@Override
			public Locale resolveLocale(HttpServletRequest request) {
				request.setAttribute("a", "b");
				request.getSession().setAttribute("a", "b");
				return Locale.ITALIAN;
			}

		};
		assertThat(decided(broken, "en")).isNull();
	}

	@Test
	void applicationWithoutAResolverHasDecidedNothing() {
		assertThat(DecidedLocale.of(this.request)).isNull();
	}

}
