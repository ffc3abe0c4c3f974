package dev.mishap.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.autoconfigure.MishapProperties.InvalidPropertyException;
import dev.mishap.internal.log.LogRule;
import dev.mishap.internal.registry.ProblemEntry.MappedRow;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Reads rows, log rules and texts from the configuration, and refuses entries that make
 * no sense.
 */
final class ConfiguredMappings {

	private final MishapProperties properties;

	private final MishapProperties.Log log;

	private final @Nullable ClassLoader classLoader;

	ConfiguredMappings(MishapProperties properties, MishapProperties.Log log, @Nullable ClassLoader classLoader) {
		this.properties = properties;
		this.log = log;
		this.classLoader = classLoader;
	}

	/** Adds the rows of {@code mishap.mappings}. */
	void addTo(ProblemMappings.Builder mappings) {
		Map<Class<?>, String> mapped = new HashMap<>();
		int index = 0;
		for (MishapProperties.Mapping mapping : this.properties.mappings()) {
			String key = "mishap.mappings[" + index++ + "]";
			MappedRow.Origin origin = new MappedRow.Origin(MappedRow.Origin.Source.YML, key);
			if (mapping.exception().isEmpty()) {
				throw new InvalidPropertyException(key + ".exception", "no exception is named.",
						"Name the class, such as com.acme.OutOfStockException, or several in a list.");
			}
			for (String name : mapping.exception()) {
				Class<? extends Throwable> type = exception(key + ".exception", name);
				String other = mapped.put(type, key);
				if (other != null) {
					throw new InvalidPropertyException(key + ".exception",
							name + " is mapped already by " + other + ".", "Remove one of the two entries.");
				}
				mappings.from(origin).map(type, problem(key, mapping, type));
			}
		}
	}

	private static Problem problem(String key, MishapProperties.Mapping mapping, Class<? extends Throwable> type) {
		Integer status = mapping.status();
		if (status == null || !Problem.isErrorStatus(status)) {
			throw new InvalidPropertyException(key + ".status",
					(status == null) ? "no status is given." : status + " is not the status of an error.",
					"Write a registered status from 400 to 599, such as 409 for a conflict or 404 for something missing.");
		}
		String code = mapping.code();
		if (code != null && !Problem.isCode(code)) {
			throw new InvalidPropertyException(key + ".code", "'" + code + "' is not the code of a problem.",
					"Write it in UPPER_SNAKE, 1 to 63 characters: " + PropertyChecks.codeFor(code) + ".");
		}
		Duration delay = mapping.retryAfter();
		if (delay != null && (delay.isNegative() || delay.isZero())) {
			throw new InvalidPropertyException(key + ".retry-after", "the time has to be positive.",
					"Write a time to wait, such as 30s.");
		}
		Problem problem = Problem.of(status, (code != null) ? code : ProblemMappings.codeOf(type, status))
			.withTitle(mapping.title())
			.withDetail(mapping.detail())
			.withType(mapping.type());
		for (Map.Entry<String, String> header : mapping.headers().entrySet()) {
			problem = withHeader(key + ".headers", problem, header.getKey(), header.getValue());
		}
		return (delay != null) ? problem.withRetryAfter(delay) : problem;
	}

	private static Problem withHeader(String key, Problem problem, String name, String value) {
		try {
			return problem.withHeader(name, value);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(key, ex.getMessage() + ".",
					"Write a field name of letters, digits and hyphens, and a value without line breaks.");
		}
	}

	/** Returns the rules of {@code mishap.log.rules} and of the mappings. */
	List<LogRule> logRules() {
		Map<Object, String> keys = new HashMap<>();
		List<LogRule> rules = new ArrayList<>();
		int index = 0;
		for (MishapProperties.Log.Rule log : this.log.rules()) {
			String key = "mishap.log.rules[" + index++ + "]";
			for (String name : log.exception()) {
				Class<? extends Throwable> type = exception(key + ".exception", name);
				checkFirst(keys, type, name, key + ".exception");
				rules.add(new LogRule(type, null, null, log.level(), log.trace()));
			}
			for (String code : log.code()) {
				checkFirst(keys, code, code, key + ".code");
				rules.add(new LogRule(null, code, null, log.level(), log.trace()));
			}
			for (Integer status : log.status()) {
				checkFirst(keys, status, status.toString(), key + ".status");
				rules.add(new LogRule(null, null, status, log.level(), log.trace()));
			}
		}
		index = 0;
		for (MishapProperties.Mapping mapping : this.properties.mappings()) {
			String key = "mishap.mappings[" + index++ + "].exception";
			if (mapping.log() != null || mapping.trace() != null) {
				for (String name : mapping.exception()) {
					Class<? extends Throwable> type = exception(key, name);
					checkFirst(keys, type, name,
							key.replace(".exception", (mapping.log() != null) ? ".log" : ".trace"));
					rules.add(new LogRule(type, null, null, mapping.log(), mapping.trace()));
				}
			}
		}
		return rules;
	}

	private static void checkFirst(Map<Object, String> keys, Object matched, String name, String key) {
		String other = keys.putIfAbsent(matched, key);
		if (other != null) {
			throw new InvalidPropertyException(key, "how " + name + " is logged is already set by " + other + ".",
					"Remove one of the two.");
		}
	}

	/**
	 * Returns the texts of {@code mishap.texts} by the keys that they have in a bundle.
	 */
	Map<String, String> texts() {
		Map<String, String> texts = new LinkedHashMap<>();
		Set<String> codes = new HashSet<>();
		int index = 0;
		for (MishapProperties.Text text : this.properties.texts()) {
			String key = "mishap.texts[" + index++ + "].code";
			if (!codes.add(text.code())) {
				throw new InvalidPropertyException(key, text.code() + " has an entry already.",
						"Put title and detail into one entry.");
			}
			if (text.detail() != null) {
				texts.put("mishap.detail." + text.code(), text.detail());
			}
			if (text.title() != null) {
				texts.put("mishap.title." + text.code(), text.title());
			}
		}
		return texts;
	}

	private Class<? extends Throwable> exception(String key, String name) {
		Class<?> type;
		try {
			type = ClassUtils.forName(name, this.classLoader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw new InvalidPropertyException(key, "there is no class " + name + ".",
					"Write the full name of the class; of a nested class with a $, such as com.acme.Orders$LostException.");
		}
		if (!Throwable.class.isAssignableFrom(type)) {
			throw new InvalidPropertyException(key, name + " is not an exception.",
					"Write the name of a class that extends Throwable.");
		}
		return type.asSubclass(Throwable.class);
	}

	/**
	 * Keeps in a native image the exceptions that {@code mishap.mappings} and
	 * {@code mishap.log.rules} name, as far as they stand in the configuration when the
	 * image is built.
	 */
	static final class Hints implements BeanFactoryInitializationAotProcessor {

		@Override
		public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
				ConfigurableListableBeanFactory beanFactory) {
			ConfigurableEnvironment environment = beanFactory.getBeanProvider(ConfigurableEnvironment.class)
				.getIfAvailable();
			if (environment == null) {
				return null;
			}
			List<String> names = new ArrayList<>();
			Binder binder = Binder.get(environment);
			binder.bind("mishap", MishapProperties.class)
				.ifBound((properties) -> properties.mappings().forEach((mapping) -> names.addAll(mapping.exception())));
			binder.bind("mishap.log", MishapProperties.Log.class)
				.ifBound((properties) -> properties.rules().forEach((rule) -> names.addAll(rule.exception())));
			if (names.isEmpty()) {
				return null;
			}
			ClassLoader classLoader = beanFactory.getBeanClassLoader();
			return (context,
					code) -> names.forEach((name) -> context.getRuntimeHints()
						.reflection()
						.registerTypeIfPresent((classLoader != null) ? classLoader : Hints.class.getClassLoader(), name,
								(hint) -> {
								}));
		}

	}

	/**
	 * Keeps in a native image what the library asks for by name: texts, and classes that
	 * tell whether a technology is there. A test finds every name that is missing here.
	 */
	static final class LibraryHints implements RuntimeHintsRegistrar {

		/** Classes that are looked for. */
		static final List<String> TYPES = List.of("com.fasterxml.jackson.databind.ObjectMapper",
				"com.google.gson.JsonParseException", "dev.mishap.internal.servlet.ServletRows",
				"io.github.resilience4j.bulkhead.BulkheadFullException",
				"io.github.resilience4j.ratelimiter.RequestNotPermitted",
				"io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter",
				"io.github.resilience4j.retry.MaxRetriesExceeded",
				"io.github.resilience4j.retry.MaxRetriesExceededException", "io.r2dbc.spi.R2dbcException",
				"jakarta.persistence.PersistenceException", "jakarta.servlet.Filter",
				"jakarta.servlet.ServletException", "jakarta.servlet.http.HttpServletRequest",
				"jakarta.validation.ConstraintViolation", "java.sql.SQLException",
				"kotlinx.serialization.SerializationException", "org.apache.hc.core5.http.io.EofSensorInputStream",
				"org.apache.tomcat.util.http.InvalidParameterException", "org.eclipse.jetty.http.HttpException",
				"org.hibernate.HibernateException", "org.reactivestreams.Publisher", "org.slf4j.MDC",
				"org.slf4j.spi.LoggingEventBuilder", "org.springframework.dao.DataAccessException",
				"org.springframework.data.core.PropertyReferenceException",
				"org.springframework.security.web.FilterChainProxy",
				"org.springframework.security.web.SecurityFilterChain",
				"org.springframework.security.web.server.WebFilterChainProxy",
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

}
