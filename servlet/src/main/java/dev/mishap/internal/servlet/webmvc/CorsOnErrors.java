package dev.mishap.internal.servlet.webmvc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemRefinement;
import dev.mishap.internal.servlet.ServletState;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.CollectionUtils;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Lets a script of an allowed origin read errors that arose before a handler was found,
 * or before MVC was reached: the application's CORS mappings count for them too.
 */
public final class CorsOnErrors implements ProblemRefinement {

	private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

	private final Supplier<List<AbstractHandlerMapping>> mappings;

	public CorsOnErrors(Supplier<List<AbstractHandlerMapping>> mappings) {
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
