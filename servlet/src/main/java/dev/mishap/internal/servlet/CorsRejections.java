package dev.mishap.internal.servlet;

import java.io.IOException;
import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.PrivateField;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemRefinement;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.ClassUtils;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * Requests that are rejected because of their origin, by whoever checks it: a filter of
 * the application, a filter chain of Spring Security, or a handler mapping. They decide
 * as Spring does. Only the body is left to the outermost filter, and says that it was the
 * origin.
 */
public final class CorsRejections implements BeanPostProcessor, ProblemRefinement {

	private static final boolean MVC = isPresent("org.springframework.web.servlet.handler.AbstractHandlerMapping");

	private static final boolean SECURITY = isPresent("org.springframework.security.web.SecurityFilterChain");

	private static final Problem REJECTED = Problem.of(403, "CORS_REJECTED");

	private static boolean isPresent(String className) {
		return ClassUtils.isPresent(className, CorsRejections.class.getClassLoader());
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (MVC) {
			OfMvc.install(bean);
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof CorsFilter filter) {
			install(filter);
		}
		else if (bean instanceof FilterRegistrationBean<?> registration
				&& registration.getFilter() instanceof CorsFilter filter) {
			install(filter);
		}
		else if (SECURITY) {
			OfSecurity.install(bean);
		}
		return bean;
	}

	/** Replaces the processor of Spring only, not one of the application's own. */
	private static void install(CorsFilter filter) {
		PrivateField.CORS_PROCESSOR.with(filter, Object.class, (present) -> {
			if (present.getClass() == DefaultCorsProcessor.class) {
				filter.setCorsProcessor(new Processor());
			}
		});
	}

	@Override
	public Stage stage() {
		return Stage.ORIGIN;
	}

	@Override
	public List<Problem> answers() {
		return List.of(REJECTED);
	}

	@Override
	public Problem refine(Problem problem, @Nullable Throwable exception, ProblemRequest request,
			ProblemAnswer.Fields fields) {
		HttpServletRequest servletRequest = request.unwrap(HttpServletRequest.class);
		boolean rejected = servletRequest != null && "FORBIDDEN".equals(problem.code())
				&& ServletState.of(servletRequest).isOriginRejected();
		return rejected ? REJECTED : problem;
	}

	/** Decides as Spring's own does, and writes no body. */
	static final class Processor extends DefaultCorsProcessor {

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

	/** Loaded with Spring MVC only. */
	private static final class OfMvc {

		static void install(Object bean) {
			if (bean instanceof AbstractHandlerMapping mapping
					&& mapping.getCorsProcessor().getClass() == DefaultCorsProcessor.class) {
				mapping.setCorsProcessor(new Processor());
			}
		}

	}

	/** Loaded with Spring Security only. */
	private static final class OfSecurity {

		static void install(Object bean) {
			if (bean instanceof SecurityFilterChain chain) {
				for (Filter filter : chain.getFilters()) {
					if (filter instanceof CorsFilter cors) {
						CorsRejections.install(cors);
					}
				}
			}
		}

	}

}
