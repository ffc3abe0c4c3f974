package dev.mishap.internal.servlet;

import java.io.IOException;
import java.lang.reflect.Field;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * Decides as Spring's own does, and leaves the body of a rejection to the outermost
 * filter.
 */
public final class ProblemCorsProcessor extends DefaultCorsProcessor {

	private static final Log logger = LogFactory.getLog(ProblemCorsProcessor.class);

	/**
	 * Makes a filter use a processor of this type, unless the application has given it
	 * one of its own.
	 * @param filter the filter
	 */
	public static void installIn(CorsFilter filter) {
		// the filter doesn't tell which processor it has
		Field field = ReflectionUtils.findField(filter.getClass(), "processor");
		if (field == null) {
			return;
		}
		try {
			ReflectionUtils.makeAccessible(field);
			Object present = ReflectionUtils.getField(field, filter);
			if (present != null && present.getClass() == DefaultCorsProcessor.class) {
				filter.setCorsProcessor(new ProblemCorsProcessor());
			}
		}
		catch (RuntimeException ex) {
			logger.debug("The processor of a CorsFilter cannot be reached", ex);
		}
	}

	@Override
	public boolean processRequest(@Nullable CorsConfiguration config, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		boolean accepted = super.processRequest(config, request, response);
		if (!accepted) {
			ServletState.of(request).rejectOrigin();
		}
		return accepted;
	}

	@Override
	protected void rejectRequest(ServerHttpResponse response) {
		response.setStatusCode(HttpStatus.FORBIDDEN);
	}

}
