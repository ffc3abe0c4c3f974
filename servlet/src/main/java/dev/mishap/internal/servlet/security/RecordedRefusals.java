package dev.mishap.internal.servlet.security;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import dev.mishap.ProblemRequest;
import dev.mishap.internal.RequestState;
import dev.mishap.internal.servlet.ServletState;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.RequiredFactorError;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * The exception with which a part of Spring Security has refused a request, kept with the
 * request. Also the request that the current thread works for, which an authentication
 * manager is not told.
 */
public final class RecordedRefusals {

	private final ThreadLocal<@Nullable ServletRequest> current = new ThreadLocal<>();

	/** Notes what a part of Spring Security refused the request with. */
	static void remember(ServletRequest request, Throwable exception) {
		note(request, exception, false);
	}

	/**
	 * Notes that the request has passed all that authenticates: what failed on the way
	 * did not stop it, and what the application answers from here on is its own.
	 */
	static void admit(ServletRequest request) {
		note(request, null, true);
	}

	private static void note(ServletRequest request, @Nullable Throwable exception, boolean admitted) {
		if (request instanceof HttpServletRequest http) {
			RequestState state = ServletState.requestState(http);
			state.witness(exception);
			state.note(Admission.class, Admission::new).admitted = admitted;
		}
	}

	private static boolean isAdmitted(ServletRequest request) {
		Admission admission = (request instanceof HttpServletRequest http)
				? ServletState.requestState(http).note(Admission.class) : null;
		return admission != null && admission.admitted;
	}

	/**
	 * Returns what Spring Security is refusing the request with at this moment.
	 * @return the exception, or {@code null} if the request isn't being refused
	 */
	static @Nullable Throwable refusal(ServletRequest request) {
		return (request instanceof HttpServletRequest http) ? ServletState.requestState(http).witnessed() : null;
	}

	/** Makes a request that of the current thread and returns the one before. */
	@Nullable ServletRequest enter(ServletRequest request) {
		ServletRequest previous = this.current.get();
		this.current.set(request);
		return previous;
	}

	void leave(@Nullable ServletRequest previous) {
		if (previous != null) {
			this.current.set(previous);
		}
		else {
			this.current.remove();
		}
	}

	/** Lets a manager authenticate, and notes how that ended. */
	Authentication authenticate(AuthenticationManager manager, Authentication authentication) {
		try {
			Authentication result = manager.authenticate(authentication);
			authenticated(null);
			return result;
		}
		catch (AuthenticationException ex) {
			authenticated(ex);
			throw ex;
		}
	}

	/**
	 * Notes how an attempt to authenticate ended, unless it was an attempt of the
	 * application's own code.
	 * @param failure the exception, or {@code null} if the attempt succeeded
	 */
	private void authenticated(@Nullable Throwable failure) {
		ServletRequest request = this.current.get();
		if (request == null || isAdmitted(request)) {
			return;
		}
		if (failure != null) {
			remember(request, failure);
		}
		else {
			note(request, null, false);
		}
	}

	/** Whether the request has passed all that authenticates. */
	private static final class Admission {

		private boolean admitted;

	}

	/**
	 * Returns the authorities of the steps, none if the denial has another reason.
	 * @param request the request
	 */
	public static Collection<String> missingFactors(ProblemRequest request) {
		HttpServletRequest servletRequest = request.unwrap(HttpServletRequest.class);
		if (servletRequest == null
				|| !(servletRequest.getAttribute(WebAttributes.REQUIRED_FACTOR_ERRORS) instanceof List<?> errors)) {
			return List.of();
		}
		List<String> authorities = new ArrayList<>();
		for (Object error : errors) {
			if (error instanceof RequiredFactorError missing) {
				authorities.add(String.valueOf(missing.getRequiredFactor().getAuthority()));
			}
		}
		return authorities;
	}

	/**
	 * Answers what the firewall rejects, at the door or when the application reads it. A
	 * method that nobody here knows or takes is no fault of the request's form (RFC 9110,
	 * sections 15.6.2 and 15.5.6).
	 */
	public static final class RejectedRequests implements RequestRejectedHandler {

		@Override
		public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException exception)
				throws IOException {
			RecordedRefusals.remember(request, exception);
			response.sendError(status(request.getMethod()));
		}

		/**
		 * Whatever else may be wrong, these methods are answered so without a firewall
		 * too.
		 */
		private static int status(String method) {
			HttpMethod known = HttpMethod.valueOf(method);
			if (known == HttpMethod.TRACE) {
				return HttpServletResponse.SC_METHOD_NOT_ALLOWED;
			}
			return Arrays.asList(HttpMethod.values()).contains(known) ? HttpServletResponse.SC_BAD_REQUEST
					: HttpServletResponse.SC_NOT_IMPLEMENTED;
		}

	}

}
