package dev.mishap.internal.servlet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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
import org.springframework.util.CollectionUtils;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * What CORS has to do with errors. Requests are rejected because of their origin by
 * whoever checks it: a filter of the application, a filter chain of Spring Security, or a
 * handler mapping. They decide as Spring does. Only the body is left to the outermost
 * filter, and says that it was the origin.
 */
public final class CorsAnswers implements BeanPostProcessor, ProblemRefinement {

	private static final boolean MVC = isPresent("org.springframework.web.servlet.handler.AbstractHandlerMapping");

	private static final boolean SECURITY = isPresent("org.springframework.security.web.SecurityFilterChain");

	private static final Problem REJECTED = Problem.of(403, "CORS_REJECTED");

	private static boolean isPresent(String className) {
		return ClassUtils.isPresent(className, CorsAnswers.class.getClassLoader());
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
						CorsAnswers.install(cors);
					}
				}
			}
		}

	}

	/**
	 * Lets a script of an allowed origin read errors that arose before a handler was
	 * found, or before MVC was reached: the application's CORS mappings count for them
	 * too. Loaded with Spring MVC only.
	 */
	public static final class Readable implements ProblemRefinement {

		private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

		private final Supplier<List<AbstractHandlerMapping>> mappings;

		public Readable(Supplier<List<AbstractHandlerMapping>> mappings) {
			this.mappings = mappings;
		}

		@Override
		public Stage stage() {
			return Stage.ORIGIN;
		}

		@Override
		public Problem refine(Problem problem, @Nullable Throwable exception, ProblemRequest failed,
				ProblemAnswer.Fields fields) {
			HttpServletRequest request = failed.unwrap(HttpServletRequest.class);
			String origin = failed.header("Origin");
			if (request == null || origin == null || !fields.values(ALLOW_ORIGIN).isEmpty()
					|| !CorsUtils.isCorsRequest(request)) {
				return problem;
			}
			if (ServletState.of(request).isOriginRejected()) {
				return problem;
			}
			CorsConfiguration configuration = configuration(request);
			if (configuration != null) {
				vary(fields);
			}
			String allowed = (configuration != null) ? configuration.checkOrigin(origin) : null;
			if (configuration == null || allowed == null) {
				return problem;
			}
			fields.set(ALLOW_ORIGIN, List.of(allowed));
			if (Boolean.TRUE.equals(configuration.getAllowCredentials())) {
				fields.set("Access-Control-Allow-Credentials", List.of("true"));
			}
			List<String> exposed = configuration.getExposedHeaders();
			if (!CollectionUtils.isEmpty(exposed)) {
				fields.set("Access-Control-Expose-Headers", List.of(String.join(", ", exposed)));
			}
			return problem;
		}

		private static void vary(ProblemAnswer.Fields fields) {
			List<String> lines = new ArrayList<>(fields.values("Vary"));
			if (lines.stream().noneMatch((line) -> line.contains("Origin") || line.equals("*"))) {
				lines.add("Origin");
				fields.set("Vary", lines);
			}
		}

		private @Nullable CorsConfiguration configuration(HttpServletRequest request) {
			boolean parsed = ServletRequestPathUtils.hasParsedRequestPath(request);
			if (!parsed) {
				ServletRequestPathUtils.parseAndCache(request);
			}
			try {
				return lookup(request);
			}
			finally {
				if (!parsed) {
					ServletRequestPathUtils.clearParsedRequestPath(request);
				}
			}
		}

		private @Nullable CorsConfiguration lookup(HttpServletRequest request) {
			for (AbstractHandlerMapping mapping : this.mappings.get()) {
				CorsConfigurationSource source = mapping.getCorsConfigurationSource();
				CorsConfiguration configuration = (source != null) ? source.getCorsConfiguration(request) : null;
				if (configuration != null) {
					return configuration;
				}
			}
			return null;
		}

	}

}
