package dev.mishap.internal.servlet.security;

import dev.mishap.internal.security.SessionExpiredException;
import dev.mishap.internal.PrivateField;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.session.ConcurrentSessionFilter;
import org.springframework.security.web.session.SessionInformationExpiredStrategy;
import org.springframework.security.web.session.SessionManagementFilter;

/**
 * Filters that refuse requests before the one that translates exceptions: what they
 * refuse with is remembered, and an expired session is refused rather than greeted.
 */
final class WitnessedFilters implements ObjectPostProcessor<Filter> {

	private final LoginRedirects redirects;

	WitnessedFilters(LoginRedirects redirects) {
		this.redirects = redirects;
	}

	@Override
	public <O extends Filter> O postProcess(O filter) {
		if (filter instanceof CsrfFilter csrf) {
			PrivateField.CSRF_DENIED.with(csrf, AccessDeniedHandler.class,
					(handler) -> csrf.setAccessDeniedHandler((request, response, exception) -> {
						SecurityTestimony.remember(request, exception);
						handler.handle(request, response, exception);
					}));
		}
		else if (filter instanceof SessionManagementFilter sessions) {
			PrivateField.SESSION_FAILED.with(sessions, AuthenticationFailureHandler.class,
					(handler) -> sessions.setAuthenticationFailureHandler((request, response, exception) -> {
						SecurityTestimony.remember(request, exception);
						handler.onAuthenticationFailure(request, response, exception);
					}));
		}
		else if (filter instanceof AbstractAuthenticationProcessingFilter login) {
			PrivateField.LOGIN_FAILED.with(login, AuthenticationFailureHandler.class, (handler) -> {
				if (handler.getClass() == SimpleUrlAuthenticationFailureHandler.class) {
					login.setAuthenticationFailureHandler(forPagesOnly(handler));
				}
			});
		}
		else if (filter instanceof ConcurrentSessionFilter expired) {
			SessionInformationExpiredStrategy refuse = (event) -> {
				SecurityTestimony.remember(event.getRequest(), new SessionExpiredException());
				event.getResponse().sendError(HttpServletResponse.SC_UNAUTHORIZED);
			};
			PrivateField.SESSION_EXPIRED.replaceOwn(expired, refuse);
		}
		return filter;
	}

	/** The handler puts the exception into a session for the page that it leads to. */
	private AuthenticationFailureHandler forPagesOnly(AuthenticationFailureHandler handler) {
		return (request, response, exception) -> {
			SecurityTestimony.remember(request, exception);
			if (this.redirects.mayStand(request)) {
				handler.onAuthenticationFailure(request, response, exception);
			}
			else {
				response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
			}
		};
	}

}
