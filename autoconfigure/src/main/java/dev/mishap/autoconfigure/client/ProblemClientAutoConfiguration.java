package dev.mishap.autoconfigure.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.mishap.Problem;
import dev.mishap.ProblemCatalogue;
import dev.mishap.ProblemType;
import dev.mishap.autoconfigure.MishapProperties.InvalidPropertyException;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.client.DeclaredProblems;
import dev.mishap.client.ProblemClient.Exceptions;
import dev.mishap.client.ProblemClient.RequestId;
import dev.mishap.client.ProblemClient;
import dev.mishap.client.RestClientProblems;
import dev.mishap.client.UpstreamAnswer;
import dev.mishap.client.WebClientProblems;
import dev.mishap.internal.rows.UpstreamRows;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.ConcurrentLruCache;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

/**
 * Auto-configuration of the client's side: every builder of a {@code RestClient} or a
 * {@code WebClient} that Spring Boot makes understands the errors of other services, and
 * so do the groups of HTTP interfaces.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = ProblemAutoConfiguration.class)
@ConditionalOnClass(ProblemClient.class)
public final class ProblemClientAutoConfiguration {

	/** An application that calls nobody pays nothing for it. */
	@Bean
	@Lazy
	Clients mishapClients(MishapClientProperties properties, ObjectProvider<ProblemClient> clients,
			ObjectProvider<ObservationRegistry> observations, Environment environment) {
		String requestIdField = environment.getProperty("mishap.request-id.header", "X-Request-Id");
		return new Clients(properties, clients.orderedStream().toList(), requestIdField, observations.getIfAvailable());
	}

	@Bean
	MishapClientProperties mishapClientProperties(Environment environment) {
		return MishapClientProperties.of(environment);
	}

	/** With {@code RestClient}. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RestClientCustomizer.class)
	static class RestClientConfiguration {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		RestClientCustomizer mishapRestClientCustomizer(ObjectProvider<Clients> clients) {
			return (builder) -> {
				Clients known = clients.getObject();
				builder.apply(RestClientProblems.forAll(known.all(), known::complete));
			};
		}

	}

	/** With groups of HTTP interfaces. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RestClientHttpServiceGroupConfigurer.class)
	static class RestClientGroupsConfiguration {

		@Bean
		RestClientHttpServiceGroupConfigurer mishapRestClientGroups(ObjectProvider<Clients> clients) {
			return (groups) -> groups.forEachProxyFactory((group, factory) -> factory
				.httpRequestValuesProcessor(new DeclaredProblems(clients.getObject().named(group.name()))));
		}

	}

	/** With {@code WebClient}. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebClient.class, WebClientCustomizer.class })
	static class WebClientConfiguration {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebClientCustomizer mishapWebClientCustomizer(ObjectProvider<Clients> clients) {
			return (builder) -> {
				Clients known = clients.getObject();
				builder.apply(WebClientProblems.forAll(known.all(), known::complete));
			};
		}

	}

	/** With groups of HTTP interfaces that a {@code WebClient} calls. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebClient.class, WebClientHttpServiceGroupConfigurer.class })
	static class WebClientGroupsConfiguration {

		@Bean
		WebClientHttpServiceGroupConfigurer mishapWebClientGroups(ObjectProvider<Clients> clients) {
			return (groups) -> groups.forEachProxyFactory((group, factory) -> factory
				.httpRequestValuesProcessor(new DeclaredProblems(clients.getObject().named(group.name()))));
		}

	}

	/** What our own callers are told. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication
	static class RowsConfiguration {

		@Bean
		UpstreamRows.Answers mishapClientAnswers(MishapClientProperties properties,
				ObjectProvider<ProblemCatalogue> catalogues) {
			return new PassedOn(properties, catalogues.orderedStream().toList());
		}

	}

	/**
	 * What there is to know of the services that are called: by keys, by beans, and by
	 * what holds for all.
	 */
	static final class Clients {

		/** Somebody may make a client for each call. */
		private static final int MAX_CLIENTS = 1000;

		private final MishapClientProperties properties;

		private final ProblemClient all;

		private final List<ProblemClient> beans;

		/**
		 * The key is the client as the application has made it: the same object for each
		 * call.
		 */
		private final ConcurrentLruCache<ProblemClient, ProblemClient> completed = new ConcurrentLruCache<>(MAX_CLIENTS,
				this::completed);

		Clients(MishapClientProperties properties, List<ProblemClient> beans, String requestIdField,
				@Nullable ObservationRegistry observations) {
			this.properties = properties;
			this.beans = beans;
			this.all = properties.all()
				.client("")
				.requestIdField(requestIdField)
				.ownHosts(properties.ownHosts())
				.observationRegistry(observations)
				.build();
		}

		/** Returns what holds for services of which nothing is said. */
		ProblemClient all() {
			return this.all;
		}

		/** Returns the client of a group of HTTP interfaces. */
		ProblemClient named(String name) {
			for (ProblemClient bean : this.beans) {
				if (bean.name().equals(name)) {
					return complete(bean);
				}
			}
			return complete(ProblemClient.named(name));
		}

		/** Returns a client with everything that is said elsewhere of the service. */
		ProblemClient complete(ProblemClient client) {
			return this.completed.get(client);
		}

		private ProblemClient completed(ProblemClient client) {
			return this.properties.service(client.name()).client(client.name()).build().orElse(client).orElse(this.all);
		}

	}

	/**
	 * What becomes of the answers of other services. A code that the application lets
	 * through becomes one of its own; of everything else our caller learns that another
	 * service has failed, and when to come back.
	 */
	static final class PassedOn implements UpstreamRows.Answers {

		private static final Pattern VALUE = Pattern.compile("(?:([45][0-9]{2})\\s+)?(\\S+)");

		/** By service and by code. */
		private final Map<String, Map<String, Problem>> problems = new TreeMap<>();

		PassedOn(MishapClientProperties properties, List<ProblemCatalogue> catalogues) {
			properties.services().forEach((name, service) -> {
				Map<String, Problem> ofService = new TreeMap<>();
				service.passOn()
					.forEach((code, value) -> ofService.put(MishapClientProperties.plain(code),
							problem("mishap.client." + name + ".pass-on." + code, value, catalogues)));
				this.problems.put(MishapClientProperties.plain(name), ofService);
			});
		}

		/**
		 * Returns the problem that a value names: a code of ours, with its status if need
		 * be.
		 */
		private static Problem problem(String key, String value, List<ProblemCatalogue> catalogues) {
			Matcher matcher = VALUE.matcher(value.trim());
			if (!matcher.matches() || !Problem.isCode(matcher.group(2))) {
				throw new InvalidPropertyException(key, "'" + value + "' is not the code of a problem.",
						"Write one of our codes in UPPER_SNAKE, with its status: 409 OUT_OF_STOCK.");
			}
			String code = matcher.group(2);
			if (matcher.group(1) != null) {
				int status = Integer.parseInt(matcher.group(1));
				if (!Problem.isErrorStatus(status)) {
					throw new InvalidPropertyException(key, status + " is not the status of an error.",
							"Write a registered status from 400 to 599 before the code: 409 " + code + ".");
				}
				return Problem.of(status, code);
			}
			for (ProblemCatalogue catalogue : catalogues) {
				ProblemType type = catalogue.find(code);
				if (type != null) {
					return Problem.of(type.status(), code).withTitle(type.title()).withType(type.documentation());
				}
			}
			for (int status = 400; status < 600; status++) {
				if (Problem.isErrorStatus(status) && Problem.of(status).code().equals(code)) {
					return Problem.of(status);
				}
			}
			throw new InvalidPropertyException(key, "the status of " + code + " is not known.",
					"Write it before the code: 409 " + code + ".");
		}

		@Override
		public List<Problem> problems() {
			List<Problem> problems = new ArrayList<>();
			this.problems.values().forEach((ofService) -> problems.addAll(ofService.values()));
			return problems;
		}

		/** An exception that has only been made, without a call, is none of ours. */
		@Override
		public @Nullable Problem problem(Throwable exception) {
			UpstreamAnswer answer = UpstreamAnswer.read(exception);
			if (answer == null) {
				return null;
			}
			String code = answer.problem().code();
			Map<String, Problem> ofService = this.problems.get(MishapClientProperties.plain(answer.service()));
			Problem ours = (code != null && ofService != null) ? ofService.get(MishapClientProperties.plain(code))
					: null;
			int status = (ours != null) ? ours.status() : answer.status().value();
			Problem problem = (ours != null) ? ours : UpstreamRows.answered(status, answer.headers());
			Duration delay = answer.retryAfter().orElse(Duration.ZERO);
			// by the other service's own clock
			boolean waits = (status == 429 || status == 503) && !delay.isZero();
			return waits ? problem.withRetryAfter(delay) : problem;
		}

	}

	/**
	 * Keys under {@code mishap.client}, and under {@code mishap.client.<name>} those of
	 * one service: of a group of HTTP interfaces, or of a client with that name. Because
	 * names and keys stand side by side, they are not bound by an annotation; the
	 * metadata for IDEs is in the module of the client.
	 *
	 * @param all what holds for all services
	 * @param ownHosts public hosts that are our own too
	 * @param services what holds for one, by its name
	 */
	record MishapClientProperties(Service all, List<String> ownHosts, Map<String, Service> services) {

		private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("mishap.client");

		private static final String OWN_HOSTS = "own-hosts";

		private static final String PASS_ON = "pass-on";

		/** Keys of one service. */
		private static final Set<String> KEYS = Set.of("exceptions", "max-body-size", "max-read-time",
				"max-retry-after", "request-id", PASS_ON);

		/** Keys of all services. */
		private static final Set<String> GENERAL_KEYS = Set.of("exceptions", "max-body-size", "max-read-time",
				"max-retry-after", "request-id", OWN_HOSTS);

		/** Reads the keys. */
		static MishapClientProperties of(Environment environment) {
			Binder binder = Binder.get(environment);
			Service all = bind(binder, PREFIX);
			Map<String, Service> services = new TreeMap<>();
			for (String name : names(environment)) {
				Service service = bind(binder, PREFIX.append(name));
				service.checkPassOn(PREFIX.append(name).toString(), all);
				services.put(name, service);
			}
			List<String> ownHosts = binder.bind(PREFIX.append(OWN_HOSTS), Bindable.listOf(String.class))
				.orElse(List.of());
			return new MishapClientProperties(all, ownHosts, services);
		}

		private static Service bind(Binder binder, ConfigurationPropertyName prefix) {
			Service service = binder.bindOrCreate(prefix.toString(), Bindable.of(Service.class));
			service.check(prefix.toString());
			return service;
		}

		/**
		 * Returns the names of services, and refuses keys that there are not. Among
		 * environment variables none is refused: their names do not tell where a dot or a
		 * hyphen was meant, and a cluster sets some for services of any name.
		 */
		private static Set<String> names(Environment environment) {
			Set<String> names = new TreeSet<>();
			for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
				if (source instanceof IterableConfigurationPropertySource keys) {
					boolean variables = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
					for (ConfigurationPropertyName key : keys) {
						String name = PREFIX.isAncestorOf(key) ? name(key, variables) : null;
						if (name != null) {
							names.add(name);
						}
					}
				}
			}
			return names;
		}

		private static @Nullable String name(ConfigurationPropertyName key, boolean variable) {
			if (isKey(key, 2, GENERAL_KEYS, variable)) {
				return null;
			}
			if (key.getNumberOfElements() > 3 && isKey(key, 3, KEYS, variable)) {
				return key.getElement(2, Form.DASHED);
			}
			if (variable) {
				return null;
			}
			throw new InvalidPropertyException(key.toString(), "there is no such key.",
					"Write one of " + String.join(", ", new TreeSet<>(KEYS))
							+ " below mishap.client.<name of the service>, "
							+ "or, but for pass-on, below mishap.client; and own-hosts there.");
		}

		/**
		 * Returns whether a key stands at a place of a name; that of a variable has it in
		 * several elements, {@code max}, {@code body} and {@code size}.
		 */
		private static boolean isKey(ConfigurationPropertyName name, int index, Set<String> keys, boolean variable) {
			StringBuilder joined = new StringBuilder();
			for (int i = index; i < name.getNumberOfElements() && (i == index || variable); i++) {
				joined.append(name.getElement(i, Form.UNIFORM));
				if (keys.stream().anyMatch((key) -> key.replace("-", "").contentEquals(joined))) {
					return true;
				}
			}
			return false;
		}

		/**
		 * Returns what is said of a service.
		 * @param name the name of the service
		 * @return the keys of the service, or none
		 */
		Service service(String name) {
			Service exact = this.services.get(name);
			if (exact != null) {
				return exact;
			}
			for (Map.Entry<String, Service> entry : this.services.entrySet()) {
				if (plain(entry.getKey()).equals(plain(name))) {
					return entry.getValue();
				}
			}
			return Service.NONE;
		}

		/**
		 * Names and codes are the same however a source of properties has to write them.
		 */
		static String plain(String name) {
			return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
		}

		/**
		 * Keys of one service, or of all.
		 *
		 * @param exceptions which exceptions are thrown where none is bound
		 * @param maxBodySize how much of a body is read
		 * @param maxReadTime how long a body is read
		 * @param maxRetryAfter the longest time that is believed
		 * @param requestId which hosts are told the request ID
		 * @param passOn codes of the service that become ones of ours
		 */
		record Service(@Nullable Exceptions exceptions, @Nullable DataSize maxBodySize, @Nullable Duration maxReadTime,
				@Nullable Duration maxRetryAfter, @Nullable RequestId requestId,
				@DefaultValue Map<String, String> passOn) {

			static final Service NONE = new Service(null, null, null, null, null, Map.of());

			void check(String prefix) {
				if (this.maxBodySize != null
						&& (this.maxBodySize.toBytes() < 1 || this.maxBodySize.toBytes() > Integer.MAX_VALUE)) {
					throw new InvalidPropertyException(prefix + ".max-body-size", "the size has to be positive.",
							"Write a size such as 64KB.");
				}
				check(prefix + ".max-read-time", this.maxReadTime);
				check(prefix + ".max-retry-after", this.maxRetryAfter);
			}

			/** Where nothing is read of an answer, nothing can be passed on. */
			void checkPassOn(String prefix, Service all) {
				Exceptions inForce = (this.exceptions != null) ? this.exceptions : all.exceptions;
				if (inForce == Exceptions.OFF && !this.passOn.isEmpty()) {
					throw new InvalidPropertyException(prefix + "." + PASS_ON,
							"with exceptions 'off' the answers of this service are not read, so no code of them is known.",
							"Remove the key, or set " + prefix + ".exceptions to spring or own.");
				}
			}

			private static void check(String key, @Nullable Duration time) {
				if (time != null && (time.isNegative() || time.isZero())) {
					throw new InvalidPropertyException(key, "the time has to be positive.", "Write a time such as 5s.");
				}
			}

			/**
			 * Returns a client of which these keys say what they say, and nothing else is
			 * said.
			 */
			ProblemClient.Builder client(String name) {
				ProblemClient.Builder client = ProblemClient.builder(name);
				if (this.exceptions != null) {
					client.exceptions(this.exceptions);
				}
				if (this.maxBodySize != null) {
					client.maxBodySize((int) this.maxBodySize.toBytes());
				}
				if (this.maxReadTime != null) {
					client.maxReadTime(this.maxReadTime);
				}
				if (this.maxRetryAfter != null) {
					client.maxRetryAfter(this.maxRetryAfter);
				}
				if (this.requestId != null) {
					client.requestId(this.requestId);
				}
				return client;
			}

		}

	}

}
