package dev.mishap.internal;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Keeps in a native image what the library asks for by name: texts, and classes that tell
 * whether a technology is there. A test finds every name that is missing here.
 */
public final class LibraryHints implements RuntimeHintsRegistrar {

	/** Classes that are looked for. */
	static final List<String> TYPES = List.of("com.fasterxml.jackson.databind.ObjectMapper",
			"com.google.gson.JsonParseException", "io.github.resilience4j.bulkhead.BulkheadFullException",
			"io.github.resilience4j.ratelimiter.RequestNotPermitted",
			"io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter",
			"io.github.resilience4j.retry.MaxRetriesExceeded",
			"io.github.resilience4j.retry.MaxRetriesExceededException", "io.r2dbc.spi.R2dbcException",
			"jakarta.persistence.PersistenceException", "jakarta.servlet.Filter",
			"jakarta.servlet.http.HttpServletRequest", "jakarta.validation.ConstraintViolation",
			"kotlinx.serialization.SerializationException", "org.apache.hc.core5.http.io.EofSensorInputStream",
			"org.hibernate.HibernateException", "org.reactivestreams.Publisher", "org.slf4j.MDC",
			"org.slf4j.spi.LoggingEventBuilder", "org.springframework.dao.DataAccessException",
			"org.springframework.data.core.PropertyReferenceException",
			"org.springframework.security.web.SecurityFilterChain",
			"org.springframework.transaction.TransactionException",
			"org.springframework.web.reactive.DispatcherHandler",
			"org.springframework.web.reactive.function.client.WebClient",
			"org.springframework.web.reactive.function.client.WebClientException",
			"org.springframework.web.reactive.function.client.WebClientResponseException",
			"org.springframework.web.servlet.LocaleResolver",
			"org.springframework.web.servlet.handler.AbstractHandlerMapping",
			"reactor.netty.http.server.HttpServerRequest", "tools.jackson.databind.ObjectMapper");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources()
			.registerPattern("dev/mishap/messages*.properties")
			.registerPattern("dev/mishap/problems.schema.json")
			.registerPattern("mishap-messages*.properties");
		ClassLoader loader = (classLoader != null) ? classLoader : LibraryHints.class.getClassLoader();
		for (String type : TYPES) {
			hints.reflection().registerTypeIfPresent(loader, type, (hint) -> {
			});
		}
	}

}
