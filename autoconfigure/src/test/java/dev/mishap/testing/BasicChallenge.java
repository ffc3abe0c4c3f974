package dev.mishap.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.web.authentication.www.BasicAuthenticationEntryPoint;

/** The challenge as Spring Security writes it, which names the charset since 7.1. */
public final class BasicChallenge {

	private BasicChallenge() {
	}

	/** Returns the value of {@code WWW-Authenticate} for a realm. */
	public static String of(String realm) {
		BasicAuthenticationEntryPoint scheme = new BasicAuthenticationEntryPoint();
		scheme.setRealmName(realm);
		MockHttpServletResponse response = new MockHttpServletResponse();
		try {
			scheme.commence(new MockHttpServletRequest(), response, new BadCredentialsException("none"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return Objects.requireNonNull(response.getHeader("WWW-Authenticate"));
	}

}
