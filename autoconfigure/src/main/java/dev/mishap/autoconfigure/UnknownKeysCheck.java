package dev.mishap.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.json.JsonParseException;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

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
					ConfigurationProperty property = (ROOT.isAncestorOf(name) && !MishapKeys.contains(name))
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
			if (name != null && ROOT.isAncestorOf(name) && !MishapKeys.contains(name)) {
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

	private static InvalidMishapPropertyException failure(
			Map<ConfigurationPropertyName, ConfigurationProperty> unknown) {
		List<String> complaints = new ArrayList<>();
		List<String> remedies = new ArrayList<>();
		unknown.forEach((name, property) -> {
			complaints.add(name + " (" + property.getOrigin() + ")");
			remedies.add("Write " + MishapKeys.nearest(name) + " instead of " + name + ", or remove it.");
		});
		return new InvalidMishapPropertyException("There is no such key", String.join(", ", complaints),
				String.join(System.lineSeparator(), remedies));
	}

}
