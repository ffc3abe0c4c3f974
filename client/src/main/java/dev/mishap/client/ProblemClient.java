package dev.mishap.client;

import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.util.Assert;

/**
 * What is to be done with the errors of one service that is called: how its exceptions
 * are made, how much of a body is read, and whether it is told the ID of the request that
 * the call is made for. Immutable. Clients take it by {@link RestClientProblems} and
 * {@link WebClientProblems}.
 * {@snippet class = "dev.mishap.docs.client.ClientDocumentTests" region = "register"}
 *
 * @since 0.1.0
 */
public final class ProblemClient {

	/** How much of a body is read unless something else is said, in bytes. */
	public static final int DEFAULT_MAX_BODY_SIZE = 64 * 1024;

	/** How long a body is read at the most unless something else is said. */
	public static final Duration DEFAULT_MAX_READ_TIME = Duration.ofSeconds(5);

	/** The longest {@code Retry-After} unless something else is said. */
	public static final Duration DEFAULT_MAX_RETRY_AFTER = Duration.ofDays(7);

	/** Some 292 years: no time that is counted in nanoseconds is longer. */
	private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

	/** The client that leaves everything to Spring. */
	static final ProblemClient OFF = builder("").exceptions(Exceptions.OFF).build();

	/** Attribute of a request: the client that was set for the builder. */
	static final String ATTRIBUTE = ProblemClient.class.getName();

	/** Attribute of a request: the client of the group that an HTTP interface is in. */
	static final String GROUP_ATTRIBUTE = ATTRIBUTE + ".group";

	/** Attribute of a request: the method of the HTTP interface. */
	static final String METHOD_ATTRIBUTE = ATTRIBUTE + ".method";

	/** Attribute of a request: somebody has decided whether it tells the request ID. */
	static final String DECIDED_ATTRIBUTE = ATTRIBUTE + ".decided";

	private static final Log logger = LogFactory.getLog(ProblemClient.class);

	private final Builder settings;

	private final OwnHosts ownHosts;

	private ProblemClient(Builder settings) {
		this.settings = settings;
		this.ownHosts = new OwnHosts((settings.ownHosts != null) ? settings.ownHosts : List.of());
	}

	/**
	 * Returns a client with a name and nothing else.
	 * @param service the name of the service, for messages and the log
	 */
	public static ProblemClient named(String service) {
		return builder(service).build();
	}

	/**
	 * Returns a builder.
	 * @param service the name of the service, for messages and the log; empty for the
	 * host that is called
	 */
	public static Builder builder(String service) {
		return new Builder(service);
	}

	/**
	 * Returns the client that is responsible for a request: the one that was set for the
	 * builder, else that of the group, else that of all.
	 */
	static ProblemClient of(Map<String, Object> attributes, ProblemClient ofAll,
			UnaryOperator<ProblemClient> settings) {
		Object client = attributes.get(ATTRIBUTE);
		if (client == null) {
			client = attributes.get(GROUP_ATTRIBUTE);
		}
		return (client instanceof ProblemClient known) ? settings.apply(known) : ofAll;
	}

	/**
	 * Returns this client with the values of another where it says nothing itself.
	 * @param defaults the other client
	 */
	public ProblemClient orElse(ProblemClient defaults) {
		Builder mine = this.settings;
		Builder others = defaults.settings;
		Builder merged = new Builder(mine);
		merged.exceptions = (mine.exceptions != null) ? mine.exceptions : others.exceptions;
		merged.maxBodySize = (mine.maxBodySize != null) ? mine.maxBodySize : others.maxBodySize;
		merged.maxReadTime = (mine.maxReadTime != null) ? mine.maxReadTime : others.maxReadTime;
		merged.maxRetryAfter = (mine.maxRetryAfter != null) ? mine.maxRetryAfter : others.maxRetryAfter;
		merged.requestId = (mine.requestId != null) ? mine.requestId : others.requestId;
		merged.requestIdField = (mine.requestIdField != null) ? mine.requestIdField : others.requestIdField;
		merged.ownHosts = (mine.ownHosts != null) ? mine.ownHosts : others.ownHosts;
		merged.observationRegistry = (mine.observationRegistry != null) ? mine.observationRegistry
				: others.observationRegistry;
		merged.bindings.addAll(others.bindings);
		return merged.build();
	}

	/**
	 * Returns the name of the service, empty if it has none.
	 */
	public String name() {
		return this.settings.name;
	}

	/**
	 * Returns a builder that begins with the values of this client.
	 */
	public Builder toBuilder() {
		return new Builder(this.settings);
	}

	String serviceOf(HttpRequest request) {
		if (!this.settings.name.isEmpty()) {
			return this.settings.name;
		}
		String host = request.getURI().getHost();
		return (host != null) ? host : "the other service";
	}

	boolean isOff() {
		return this.settings.exceptions == Exceptions.OFF;
	}

	boolean isOwn() {
		return this.settings.exceptions == Exceptions.OWN;
	}

	int maxBodySize() {
		return (this.settings.maxBodySize != null) ? this.settings.maxBodySize : DEFAULT_MAX_BODY_SIZE;
	}

	/** Returns the time, one that fits into a {@code long} in nanoseconds. */
	Duration maxReadTime() {
		Duration time = (this.settings.maxReadTime != null) ? this.settings.maxReadTime : DEFAULT_MAX_READ_TIME;
		return (time.compareTo(FOR_EVER) > 0) ? FOR_EVER : time;
	}

	Duration maxRetryAfter() {
		return (this.settings.maxRetryAfter != null) ? this.settings.maxRetryAfter : DEFAULT_MAX_RETRY_AFTER;
	}

	@Nullable ObservationRegistry observationRegistry() {
		return this.settings.observationRegistry;
	}

	String requestIdField() {
		return (this.settings.requestIdField != null) ? this.settings.requestIdField : "X-Request-Id";
	}

	/** Returns whether a host is told the ID of the request that the call is made for. */
	boolean tellsRequestId(URI uri) {
		RequestId told = (this.settings.requestId != null) ? this.settings.requestId : RequestId.OWN_HOSTS;
		return switch (told) {
			case NEVER -> false;
			case ALWAYS -> true;
			case OWN_HOSTS -> uri.getHost() != null && this.ownHosts.contains(uri.getHost());
		};
	}

	/**
	 * Returns the exception that is bound to an answer, by the method of an HTTP
	 * interface or by registration.
	 * @return the exception, or {@code null} for the general one
	 */
	@Nullable RuntimeException boundException(UpstreamAnswer answer, Map<String, Object> attributes) {
		Function<UpstreamAnswer, ? extends RuntimeException> factory = null;
		if (attributes.get(METHOD_ATTRIBUTE) instanceof Method method) {
			factory = declaredBy(method).find(answer.problem());
		}
		if (factory == null) {
			factory = this.settings.bindings.find(answer.problem());
		}
		try {
			return (factory != null) ? factory.apply(answer) : null;
		}
		catch (RuntimeException ex) {
			logger.warn("The exception that is bound to an answer could not be made: " + answer.summary(), ex);
			return null;
		}
	}

	private static Codes<Function<UpstreamAnswer, ? extends RuntimeException>> declaredBy(Method method) {
		Codes<Function<UpstreamAnswer, ? extends RuntimeException>> codes = new Codes<>();
		for (Class<?> type : method.getExceptionTypes()) {
			Binding binding = Binding.find(type);
			if (binding != null) {
				codes.put(binding.code(), binding);
			}
		}
		return codes;
	}

	/** Which exceptions are thrown. */
	public enum Exceptions {

		/**
		 * Those of Spring for each status ({@code HttpClientErrorException.NotFound}),
		 * with a bounded body and nothing of it in the message, so that every
		 * {@code catch} block goes on working. What they say is read by
		 * {@link UpstreamAnswer#of(Throwable)}. Exceptions that are bound to a code are
		 * thrown all the same.
		 */
		SPRING,

		/**
		 * Those of this module, which say themselves what the answer says:
		 * {@link UpstreamClientErrorException}, {@link UpstreamServerErrorException} and
		 * {@link UpstreamWebClientException}. They are those of Spring too, but not those
		 * that Spring has for one status each, which it lets nobody extend.
		 */
		OWN,

		/** Spring's, as if this module were not there. */
		OFF

	}

	/** Which hosts are told the ID of the request that a call is made for. */
	public enum RequestId {

		/** None. */
		NEVER,

		/** Those that are not public: see the docs for what counts as such. */
		OWN_HOSTS,

		/** All. */
		ALWAYS

	}

	/**
	 * Builder of a client.
	 */
	public static final class Builder {

		private final String name;

		private @Nullable Exceptions exceptions;

		private @Nullable Integer maxBodySize;

		private @Nullable Duration maxReadTime;

		private @Nullable Duration maxRetryAfter;

		private @Nullable RequestId requestId;

		private @Nullable String requestIdField;

		private @Nullable List<String> ownHosts;

		private @Nullable ObservationRegistry observationRegistry;

		private Codes<Function<UpstreamAnswer, ? extends RuntimeException>> bindings = new Codes<>();

		private Builder(String name) {
			this.name = name;
		}

		private Builder(Builder other) {
			this.name = other.name;
			this.exceptions = other.exceptions;
			this.maxBodySize = other.maxBodySize;
			this.maxReadTime = other.maxReadTime;
			this.maxRetryAfter = other.maxRetryAfter;
			this.requestId = other.requestId;
			this.requestIdField = other.requestIdField;
			this.ownHosts = other.ownHosts;
			this.observationRegistry = other.observationRegistry;
			this.bindings = other.bindings.copy();
		}

		/**
		 * Binds exception classes to what their {@link UpstreamCode} says. Each has a
		 * constructor with an {@link UpstreamAnswer} as its only parameter.
		 * @param types the classes
		 * @throws IllegalArgumentException if a class has no annotation or no such
		 * constructor
		 */
		@SafeVarargs
		public final Builder exceptions(Class<? extends RuntimeException>... types) {
			for (Class<? extends RuntimeException> type : types) {
				Binding binding = Binding.of(type);
				this.bindings.put(binding.code(), binding);
			}
			return this;
		}

		/**
		 * Binds an exception to a code.
		 * @param code the code, {@code OUT_OF_STOCK}
		 * @param factory makes the exception
		 */
		public Builder exception(String code, Function<UpstreamAnswer, ? extends RuntimeException> factory) {
			this.bindings.putCode(code, factory);
			return this;
		}

		/**
		 * Sets which exceptions are thrown where none is bound; Spring's by default.
		 * @param exceptions the exceptions
		 */
		public Builder exceptions(Exceptions exceptions) {
			this.exceptions = exceptions;
			return this;
		}

		/**
		 * Sets how much of a body is read.
		 * @param bytes the number of bytes, more than zero
		 */
		public Builder maxBodySize(int bytes) {
			Assert.isTrue(bytes > 0, "'bytes' must be positive");
			this.maxBodySize = bytes;
			return this;
		}

		/**
		 * Sets how long a body is read at the most. A {@code RestClient} looks at it
		 * between two reads; how long one of them takes is for its read timeout to say.
		 * @param time the time, more than zero
		 */
		public Builder maxReadTime(Duration time) {
			Assert.isTrue(!time.isNegative() && !time.isZero(), "'time' must be positive");
			this.maxReadTime = time;
			return this;
		}

		/**
		 * Sets the longest {@code Retry-After} that is believed; what says more is cut.
		 * @param time the time, more than zero
		 */
		public Builder maxRetryAfter(Duration time) {
			Assert.isTrue(!time.isNegative() && !time.isZero(), "'time' must be positive");
			this.maxRetryAfter = time;
			return this;
		}

		/**
		 * Sets which hosts are told the request ID; our own by default.
		 * @param requestId the hosts
		 */
		public Builder requestId(RequestId requestId) {
			this.requestId = requestId;
			return this;
		}

		/**
		 * Sets the header field that carries the request ID, {@code X-Request-Id} by
		 * default.
		 * @param name the name of the field
		 */
		public Builder requestIdField(String name) {
			this.requestIdField = name;
			return this;
		}

		/**
		 * Sets which public hosts are our own too.
		 * @param names the names; {@code *.example.org} is for all below it
		 */
		public Builder ownHosts(List<String> names) {
			this.ownHosts = List.copyOf(names);
			return this;
		}

		/**
		 * Sets the observations whose spans get the request ID of the other service.
		 * @param registry the registry, or {@code null} for none
		 */
		public Builder observationRegistry(@Nullable ObservationRegistry registry) {
			this.observationRegistry = registry;
			return this;
		}

		/**
		 * Returns the client.
		 */
		public ProblemClient build() {
			return new ProblemClient(new Builder(this));
		}

	}

}
