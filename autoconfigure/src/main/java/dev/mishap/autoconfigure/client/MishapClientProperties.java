package dev.mishap.autoconfigure.client;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.mishap.autoconfigure.MishapProperties.InvalidPropertyException;
import dev.mishap.client.ProblemClient;
import dev.mishap.client.ProblemClient.Exceptions;
import dev.mishap.client.ProblemClient.RequestId;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Keys under {@code mishap.client}, and under {@code mishap.client.<name>} those of one
 * service: of a group of HTTP interfaces, or of a client with that name. Because names
 * and keys stand side by side, they are not bound by an annotation; the metadata for IDEs
 * is in the module of the client.
 *
 * @param all what holds for all services
 * @param ownHosts public hosts that are our own too
 * @param services what holds for one, by its name
 */
record MishapClientProperties(Service all, List<String> ownHosts, Map<String, Service> services) {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("mishap.client");

	private static final String OWN_HOSTS = "own-hosts";

	private static final String PASS_ON = "pass-on";

	/** Keys of one service; all but the last are general ones too. */
	private static final Set<String> KEYS = Set.of("exceptions", "max-body-size", "max-read-time", "max-retry-after",
			"request-id", PASS_ON);

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
		List<String> ownHosts = binder.bind(PREFIX.append(OWN_HOSTS), Bindable.listOf(String.class)).orElse(List.of());
		return new MishapClientProperties(all, ownHosts, services);
	}

	private static Service bind(Binder binder, ConfigurationPropertyName prefix) {
		Service service = binder.bindOrCreate(prefix.toString(), Bindable.of(Service.class));
		service.check(prefix.toString());
		return service;
	}

	/** Returns the names of services, and refuses keys that there are not. */
	private static Set<String> names(Environment environment) {
		Set<String> names = new TreeSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource keys) {
				for (ConfigurationPropertyName key : keys) {
					if (PREFIX.isAncestorOf(key)) {
						String name = name(key);
						if (name != null) {
							names.add(name);
						}
					}
				}
			}
		}
		return names;
	}

	private static @Nullable String name(ConfigurationPropertyName key) {
		String first = key.getElement(2, Form.UNIFORM);
		if (isKey(first, KEYS) && !isKey(first, Set.of(PASS_ON)) || isKey(first, Set.of(OWN_HOSTS))) {
			return null;
		}
		if (key.getNumberOfElements() > 3 && isKey(key.getElement(3, Form.UNIFORM), KEYS)) {
			return key.getElement(2, Form.DASHED);
		}
		throw new InvalidPropertyException(key.toString(), "there is no such key.",
				"Write one of " + String.join(", ", new TreeSet<>(KEYS))
						+ " below mishap.client.<name of the service>, "
						+ "or, but for pass-on, below mishap.client; and own-hosts there.");
	}

	private static boolean isKey(String element, Set<String> keys) {
		return keys.stream().anyMatch((key) -> key.replace("-", "").equals(element));
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

	/** Names and codes are the same however a source of properties has to write them. */
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
			@Nullable Duration maxRetryAfter, @Nullable RequestId requestId, @DefaultValue Map<String, String> passOn) {

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
