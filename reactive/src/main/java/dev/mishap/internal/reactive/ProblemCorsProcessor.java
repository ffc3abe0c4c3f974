package dev.mishap.internal.reactive;

import dev.mishap.internal.PrivateField;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsProcessor;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/** Remembers which requests were rejected because of their origin. */
public final class ProblemCorsProcessor implements CorsProcessor {

	private final CorsProcessor processor;

	private ProblemCorsProcessor(CorsProcessor processor) {
		this.processor = processor;
	}

	/**
	 * Puts this processor around that of a handler mapping, unless that is the
	 * application's own.
	 * @param mapping the mapping
	 */
	public static void installIn(AbstractHandlerMapping mapping) {
		if (mapping.getCorsProcessor().getClass() == DefaultCorsProcessor.class) {
			mapping.setCorsProcessor(new ProblemCorsProcessor(mapping.getCorsProcessor()));
		}
	}

	/**
	 * Returns a filter with this processor around its own, or the filter itself if it or
	 * its processor is the application's.
	 * @param filter the filter
	 */
	public static CorsWebFilter installIn(CorsWebFilter filter) {
		if (filter.getClass() != CorsWebFilter.class) {
			return filter;
		}
		CorsConfigurationSource source = PrivateField.WEBFLUX_CORS_SOURCE.of(filter, CorsConfigurationSource.class);
		CorsProcessor processor = PrivateField.WEBFLUX_CORS_PROCESSOR.of(filter, CorsProcessor.class);
		return (source != null && processor != null && processor.getClass() == DefaultCorsProcessor.class)
				? new CorsWebFilter(source, new ProblemCorsProcessor(processor)) : filter;
	}

	@Override
	public boolean process(@Nullable CorsConfiguration configuration, ServerWebExchange exchange) {
		boolean accepted = this.processor.process(configuration, exchange);
		if (!accepted && HttpStatus.FORBIDDEN.equals(exchange.getResponse().getStatusCode())) {
			ReactiveState.of(ReactiveState.requestState(exchange)).rejectOrigin();
		}
		return accepted;
	}

}
