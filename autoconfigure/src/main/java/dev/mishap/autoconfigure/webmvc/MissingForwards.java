package dev.mishap.autoconfigure.webmvc;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemCustomizer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Says of a view or page that is missing that it is our error: the address that was asked
 * for has a handler, and it was that handler which forwarded to nowhere.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingForwards implements ProblemCustomizer {

	@Override
	public Problem customize(Problem problem, ProblemContext context) {
		HttpServletRequest request = context.request().unwrap(HttpServletRequest.class);
		boolean missing = context.exception() instanceof NoResourceFoundException && request != null
				&& request.getDispatcherType() == DispatcherType.FORWARD;
		return missing ? Problem.of(500) : problem;
	}

}
