package dev.mishap.autoconfigure.security;

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.mishap.HeaderSource;
import dev.mishap.ProblemRequest;
import jakarta.servlet.Filter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.util.function.SingletonSupplier;

/**
 * Challenge of a 401 that has none: asks the entry point of the filter chain what it
 * would tell an API client, and falls back to the configured challenge where that is a
 * redirect to a login page.
 */
final class SecurityChallenges implements HeaderSource {

	private final SingletonSupplier<Optional<FilterChainProxy>> chains;

	private final String fallback;

	SecurityChallenges(ObjectProvider<FilterChainProxy> chains, String fallback) {
		this.chains = SingletonSupplier.of(() -> Optional.ofNullable(chains.getIfAvailable()));
		this.fallback = fallback;
	}

	@Override
	public List<String> values(ProblemRequest request) {
		HttpServletRequest servletRequest = request.unwrap(HttpServletRequest.class);
		HttpServletResponse response = request.unwrap(HttpServletResponse.class);
		if (servletRequest != null && response != null) {
			ExceptionTranslationFilter translation = translationFor(servletRequest);
			if (translation != null) {
				Set<String> challenges = ask(translation, servletRequest, response);
				if (!challenges.isEmpty()) {
					return List.copyOf(challenges);
				}
			}
		}
		return List.of(this.fallback);
	}

	private @Nullable ExceptionTranslationFilter translationFor(HttpServletRequest request) {
		FilterChainProxy proxy = this.chains.obtain().orElse(null);
		if (proxy == null) {
			return null;
		}
		for (SecurityFilterChain chain : proxy.getFilterChains()) {
			if (chain.matches(request)) {
				for (Filter filter : chain.getFilters()) {
					if (filter instanceof ExceptionTranslationFilter translation) {
						return translation;
					}
				}
				return null;
			}
		}
		return null;
	}

	private static Set<String> ask(ExceptionTranslationFilter translation, HttpServletRequest request,
			HttpServletResponse response) {
		Recorder recorder = new Recorder(response);
		try {
			translation.getAuthenticationEntryPoint()
				.commence(new ApiRequest(request), recorder, new InsufficientAuthenticationException("no credentials"));
		}
		catch (Exception ignored) {
			// an entry point that fails has no challenge to offer
			return Set.of();
		}
		return recorder.challenges;
	}

	/** A request of a client that is no browser and no script in one. */
	private static final class ApiRequest extends HttpServletRequestWrapper {

		ApiRequest(HttpServletRequest request) {
			super(request);
		}

		@Override
		public @Nullable String getHeader(String name) {
			if ("X-Requested-With".equalsIgnoreCase(name)) {
				return null;
			}
			return "Accept".equalsIgnoreCase(name) ? "application/json" : super.getHeader(name);
		}

		/** An entry point may only be asked, not let loose on the response. */
		@Override
		public RequestDispatcher getRequestDispatcher(String path) {
			throw new UnsupportedOperationException("nothing is forwarded while a challenge is asked for");
		}

		@Override
		public Enumeration<String> getHeaders(String name) {
			if ("X-Requested-With".equalsIgnoreCase(name) || "Accept".equalsIgnoreCase(name)) {
				String value = getHeader(name);
				return Collections.enumeration((value != null) ? List.of(value) : List.of());
			}
			return super.getHeaders(name);
		}

	}

	/** Response that keeps the challenges and nothing else. */
	private static final class Recorder extends HttpServletResponseWrapper {

		private final Set<String> challenges = new LinkedHashSet<>();

		Recorder(HttpServletResponse response) {
			super(response);
		}

		@Override
		public void addHeader(String name, String value) {
			if ("WWW-Authenticate".equalsIgnoreCase(name)) {
				this.challenges.add(value);
			}
		}

		@Override
		public void setHeader(String name, String value) {
			addHeader(name, value);
		}

		@Override
		public void setStatus(int status) {
		}

		@Override
		public void sendError(int status) {
		}

		@Override
		public void sendError(int status, String message) {
		}

		@Override
		public void sendRedirect(String location) {
		}

		@Override
		public void sendRedirect(String location, int status, boolean clearBuffer) {
		}

		@Override
		public boolean isCommitted() {
			return false;
		}

	}

}
