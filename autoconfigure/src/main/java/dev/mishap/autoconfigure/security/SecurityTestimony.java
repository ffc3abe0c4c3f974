package dev.mishap.autoconfigure.security;

import dev.mishap.ErrorWitness;
import dev.mishap.ProblemRequest;
import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/** What the witnesses of Spring Security saw, kept with the request. */
final class SecurityTestimony implements ErrorWitness {

	private static final String SEEN = SecurityTestimony.class.getName();

	static void remember(ServletRequest request, Throwable exception) {
		request.setAttribute(SEEN, exception);
	}

	@Override
	public @Nullable Throwable exceptionBehind(ProblemRequest request, int status) {
		return (request.attribute(SEEN) instanceof Throwable seen) ? seen : null;
	}

}
