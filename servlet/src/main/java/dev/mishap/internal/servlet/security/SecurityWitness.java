package dev.mishap.internal.servlet.security;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.util.ThrowableAnalyzer;

/**
 * Sits right inside the filter that turns exceptions into statuses and challenges, and
 * remembers what it turned, so that the body can say more than the status. It decides
 * nothing.
 */
final class SecurityWitness implements Filter {

	private static final ThrowableAnalyzer ANALYZER = new ServletThrowableAnalyzer();

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		SecurityTestimony.admit(request);
		try {
			chain.doFilter(request, response);
		}
		catch (ServletException | RuntimeException ex) {
			Throwable[] causes = ANALYZER.determineCauseChain(ex);
			Throwable found = ANALYZER.getFirstThrowableOfType(AuthenticationException.class, causes);
			if (found == null) {
				found = ANALYZER.getFirstThrowableOfType(AccessDeniedException.class, causes);
			}
			if (found != null) {
				SecurityTestimony.remember(request, found);
			}
			throw ex;
		}
	}

	/** Looks through the same wrappers as the filter around it. */
	private static final class ServletThrowableAnalyzer extends ThrowableAnalyzer {

		@Override
		protected void initExtractorMap() {
			super.initExtractorMap();
			registerExtractor(ServletException.class, (exception) -> ((ServletException) exception).getRootCause());
		}

	}

}
