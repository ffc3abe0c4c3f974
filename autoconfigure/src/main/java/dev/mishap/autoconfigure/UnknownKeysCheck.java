package dev.mishap.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.mishap.autoconfigure.MishapProperties.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.json.JsonParseException;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.StringUtils;

/**
 * Stops the start if there is a key under {@code mishap} that nothing is bound to. A
 * record with {@code ignoreUnknownFields = false} would do so too, but would not let
 * other modules have keys under the same name.
 */
final class UnknownKeysCheck implements BeanFactoryPostProcessor {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("mishap");

	private static final List<String> METADATA = List.of("META-INF/spring-configuration-metadata.json",
			"META-INF/additional-spring-configuration-metadata.json");

	private final Environment environment;

	UnknownKeysCheck(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		Map<ConfigurationPropertyName, ConfigurationProperty> unknown = unknown();
		if (!unknown.isEmpty()) {
			remove(unknown, prefixesOfBeans(beans));
		}
		if (!unknown.isEmpty()) {
			remove(unknown, namesInMetadata(beans.getBeanClassLoader()));
		}
		if (!unknown.isEmpty()) {
			throw failure(unknown);
		}
	}

	/** Returns the keys that the library does not have. */
	private Map<ConfigurationPropertyName, ConfigurationProperty> unknown() {
		Map<ConfigurationPropertyName, ConfigurationProperty> unknown = new TreeMap<>();
		UnboundElementsSourceFilter filter = new UnboundElementsSourceFilter();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			// names of environment variables do not tell where a dot or a hyphen was
			// meant
			if (source instanceof IterableConfigurationPropertySource names && filter.apply(source)
					&& !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
				for (ConfigurationPropertyName name : names) {
					ConfigurationProperty property = (ROOT.isAncestorOf(name) && !Keys.contains(name))
							? source.getConfigurationProperty(name) : null;
					if (property != null) {
						unknown.putIfAbsent(name, property);
					}
				}
			}
		}
		return unknown;
	}

	/** Takes away what stands at or below the names of others. */
	private static void remove(Map<ConfigurationPropertyName, ConfigurationProperty> unknown, Set<String> others) {
		for (String other : others) {
			ConfigurationPropertyName name = ConfigurationPropertyName.ofIfValid(other);
			// what is above or among our own keys does not vouch for others there
			if (name != null && ROOT.isAncestorOf(name) && !Keys.contains(name)) {
				unknown.keySet().removeIf((key) -> name.equals(key) || name.isAncestorOf(key));
			}
		}
	}

	/** Bound by another module or by the application, described or not. */
	private static Set<String> prefixesOfBeans(ConfigurableListableBeanFactory beans) {
		Set<String> prefixes = new TreeSet<>();
		for (String bean : beans.getBeanDefinitionNames()) {
			ConfigurationProperties properties = beans.findAnnotationOnBean(bean, ConfigurationProperties.class, false);
			if (properties != null) {
				prefixes.add(properties.prefix());
			}
		}
		return prefixes;
	}

	/** Described by a module that reads its keys in another way, or is not in force. */
	private static Set<String> namesInMetadata(@Nullable ClassLoader classLoader) {
		Set<String> names = new TreeSet<>();
		for (String location : METADATA) {
			try {
				for (URL url : Collections.list(classLoader(classLoader).getResources(location))) {
					addNames(url, names);
				}
			}
			catch (IOException | JsonParseException ignored) {
				// what cannot be read describes nothing
			}
		}
		return names;
	}

	private static void addNames(URL url, Set<String> names) throws IOException {
		String json;
		try (InputStream stream = url.openStream()) {
			json = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		if (!json.contains("\"mishap.")) {
			// most files are large and about something else
			return;
		}
		Map<String, Object> metadata = JsonParserFactory.getJsonParser().parseMap(json);
		for (String kind : List.of("groups", "properties")) {
			if (metadata.get(kind) instanceof List<?> entries) {
				for (Object entry : entries) {
					if (entry instanceof Map<?, ?> described && described.get("name") instanceof String name) {
						names.add(name);
					}
				}
			}
		}
	}

	private static ClassLoader classLoader(@Nullable ClassLoader classLoader) {
		return (classLoader != null) ? classLoader : ClassLoader.getSystemClassLoader();
	}

	private static InvalidPropertyException failure(Map<ConfigurationPropertyName, ConfigurationProperty> unknown) {
		List<String> complaints = new ArrayList<>();
		List<String> remedies = new ArrayList<>();
		unknown.forEach((name, property) -> {
			complaints.add(name + " (" + property.getOrigin() + ")");
			remedies.add("Write " + Keys.nearest(name) + " instead of " + name + ", or remove it.");
		});
		return new InvalidPropertyException("There is no such key", String.join(", ", complaints),
				String.join(System.lineSeparator(), remedies));
	}

	/** The keys of the library, read off the records that they are bound to. */
	static final class Keys {

		/** What stands in a key for the number of an entry. */
		static final String INDEX = "[]";

		/** One record for each prefix. */
		static final List<Class<?>> RECORDS = List.of(MishapProperties.class, MishapProperties.Body.class,
				MishapProperties.Catalogue.class, MishapProperties.Data.class, MishapProperties.Log.class,
				MishapProperties.Observation.class, MishapProperties.Payload.class, MishapProperties.RequestId.class,
				MishapProperties.RetryAfter.class, MishapProperties.Security.class, MishapProperties.Validation.class);

		private Keys() {
		}

		/**
		 * Returns all keys in kebab-case, with {@value #INDEX} behind lists of entries.
		 */
		static Set<String> all() {
			Set<String> keys = new TreeSet<>();
			for (Class<?> type : RECORDS) {
				collect(prefix(type), type, keys);
			}
			return keys;
		}

		private static void collect(String prefix, Class<?> type, Set<String> keys) {
			for (Parameter parameter : parameters(type)) {
				String key = prefix + "." + kebab(parameter.getName());
				Class<?> entry = type(parameter).getGeneric(0).resolve(Object.class);
				if (entry.isRecord()) {
					collect(key + INDEX, entry, keys);
				}
				else {
					keys.add(key);
				}
			}
		}

		/**
		 * Returns the keys of a record in kebab-case, without what stands before them.
		 */
		static List<String> of(Class<?> type) {
			return Stream.of(parameters(type)).map((parameter) -> kebab(parameter.getName())).toList();
		}

		/** Returns whether something is bound to this name, or to names below it. */
		static boolean contains(ConfigurationPropertyName name) {
			Class<?> nearest = null;
			int length = 0;
			for (Class<?> type : RECORDS) {
				ConfigurationPropertyName prefix = ConfigurationPropertyName.of(prefix(type));
				if (prefix.getNumberOfElements() > length && (prefix.equals(name) || prefix.isAncestorOf(name))) {
					nearest = type;
					length = prefix.getNumberOfElements();
				}
			}
			return nearest != null && has(ResolvableType.forClass(nearest), name, length);
		}

		private static boolean has(ResolvableType type, ConfigurationPropertyName name, int index) {
			Class<?> raw = type.resolve(Object.class);
			if (index == name.getNumberOfElements() || Map.class.isAssignableFrom(raw)) {
				return true;
			}
			if (Collection.class.isAssignableFrom(raw)) {
				return name.isNumericIndex(index) && has(type.getGeneric(0), name, index + 1);
			}
			if (raw.isRecord()) {
				for (Parameter parameter : parameters(raw)) {
					if (name.getElement(index, Form.UNIFORM).equals(parameter.getName().toLowerCase(Locale.ROOT))) {
						return has(type(parameter), name, index + 1);
					}
				}
			}
			return false;
		}

		private static String prefix(Class<?> type) {
			return type.getAnnotation(ConfigurationProperties.class).value();
		}

		private static ResolvableType type(Parameter parameter) {
			return ResolvableType.forMethodParameter(MethodParameter.forParameter(parameter));
		}

		/** Returns what the binder looks for. */
		private static Parameter[] parameters(Class<?> type) {
			Constructor<?>[] constructors = type.getDeclaredConstructors();
			for (Constructor<?> constructor : constructors) {
				if (constructors.length == 1 || constructor.isAnnotationPresent(ConstructorBinding.class)) {
					return constructor.getParameters();
				}
			}
			throw new IllegalStateException("No constructor to bind " + type);
		}

		private static String kebab(String name) {
			return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
		}

		/**
		 * Returns the key that was probably meant, or {@code mishap.} if none comes near.
		 */
		static String nearest(ConfigurationPropertyName name) {
			String written = name.toString();
			Set<String> keys = all();
			String wanted = written.replaceAll("\\[\\d+]", "").toLowerCase(Locale.ROOT);
			String nearest = nearest(wanted, keys.stream().map((key) -> key.replace(INDEX, "")).toList());
			for (String key : keys) {
				if (key.replace(INDEX, "").equals(nearest)) {
					String index = written.replaceAll("^[^\\[]*(\\[\\d+])?.*$", "$1");
					return key.replace(INDEX, StringUtils.hasLength(index) ? index : "[0]");
				}
			}
			return "mishap.";
		}

		/**
		 * Returns the name that takes the fewest changes; one that only has more before
		 * or behind counts as near.
		 * @param wanted what was written
		 * @param known the names that there are
		 * @return the nearest, or {@code null} if there is none that has anything in
		 * common
		 */
		static @Nullable String nearest(String wanted, Collection<String> known) {
			String nearest = null;
			int distance = wanted.length();
			for (String candidate : known) {
				boolean part = candidate.contains(wanted) || wanted.contains(candidate);
				int d = distance(wanted, candidate);
				d = part ? (3 * d + 3) / 4 : d;
				if (d < distance) {
					distance = d;
					nearest = candidate;
				}
			}
			return nearest;
		}

		/** Levenshtein's distance. */
		private static int distance(String a, String b) {
			int[] previous = new int[b.length() + 1];
			for (int j = 0; j <= b.length(); j++) {
				previous[j] = j;
			}
			for (int i = 1; i <= a.length(); i++) {
				int[] current = new int[b.length() + 1];
				current[0] = i;
				for (int j = 1; j <= b.length(); j++) {
					int replaced = previous[j - 1] + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1);
					current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
				}
				previous = current;
			}
			return previous[b.length()];
		}

	}

}
