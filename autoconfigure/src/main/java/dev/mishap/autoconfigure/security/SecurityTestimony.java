package dev.mishap.autoconfigure.security;

import dev.mishap.ErrorWitness;
import dev.mishap.ProblemRequest;
import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the witnesses of Spring Security saw, kept with the request, and which request the
 * current thread is at: an authentication manager isn't told.
 */
final class SecurityTestimony implements ErrorWitness {

	private static final String SEEN = SecurityTestimony.class.getName();

	private static final String ADMITTED = SecurityTestimony.class.getName() + ".admitted";

	private final ThreadLocal<@Nullable ServletRequest> current = new ThreadLocal<>();

	/** Notes what a part of Spring Security refused the request with. */
	static void remember(ServletRequest request, Throwable exception) {
		request.setAttribute(SEEN, exception);
		request.removeAttribute(ADMITTED);
	}

	/**
	 * Notes that the request has passed all that authenticates: what failed on the way
	 * did not stop it, and what the application answers from here on is its own.
	 */
	static void admit(ServletRequest request) {
		request.removeAttribute(SEEN);
		request.setAttribute(ADMITTED, Boolean.TRUE);
	}

	/**
	 * Returns what Spring Security is refusing the request with at this moment.
	 * @return the exception, or {@code null} if the request isn't being refused
	 */
	static @Nullable Throwable refusal(ServletRequest request) {
		return (request.getAttribute(SEEN) instanceof Throwable seen) ? seen : null;
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

	/**
	 * Notes how an attempt to authenticate ended, unless it was an attempt of the
	 * application's own code.
	 * @param failure the exception, or {@code null} if the attempt succeeded
	 */
	void authenticated(@Nullable Throwable failure) {
		ServletRequest request = this.current.get();
		if (request == null || request.getAttribute(ADMITTED) != null) {
			return;
		}
		if (failure != null) {
			remember(request, failure);
		}
		else {
			request.removeAttribute(SEEN);
		}
	}

	@Override
	public @Nullable Throwable exceptionBehind(ProblemRequest request, int status) {
		return (request.attribute(SEEN) instanceof Throwable seen) ? seen : null;
	}

}
