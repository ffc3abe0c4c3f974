package dev.mishap.internal.texts;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.HierarchicalMessageSource;
import org.springframework.context.MessageSource;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.AbstractResourceBasedMessageSource;
import org.springframework.context.support.DelegatingMessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;

/**
 * Texts of the application's {@code MessageSource}, and the languages that they are in. A
 * {@code MessageSource} does not say where a text comes from: for a language without a
 * bundle it returns that of the server's language, or of the root bundle. So the bundles
 * are looked into for the keys that they have.
 */
final class ApplicationTexts {

	private static final Log logger = LogFactory.getLog("dev.mishap.problems");

	private static final Bundle NO_BUNDLE = new Bundle(false, Map.of());

	private static final String PREFIX = "mishap.";

	/**
	 * Keys that a source without bundles is asked for, to find out whether it has texts
	 * in a language.
	 */
	private static final List<String> SAMPLES = List.of("mishap.title.404", "mishap.title.400", "mishap.title.500",
			"mishap.detail.NOT_FOUND");

	private final @Nullable MessageSource source;

	private final ResourceLoader classPath;

	private final ResourceLoader resources;

	private final List<String> locations = new ArrayList<>();

	/** Whether a part of the source is not made of bundles. */
	private final boolean opaque;

	private volatile boolean failed;

	ApplicationTexts(@Nullable MessageSource source, ClassLoader classLoader) {
		this.source = source;
		this.classPath = new DefaultResourceLoader(classLoader);
		this.resources = (source instanceof ResourceLoader loader) ? loader : this.classPath;
		boolean opaque = false;
		for (MessageSource part : parts(source)) {
			if (part instanceof AbstractResourceBasedMessageSource bundles) {
				bundles.getBasenameSet().forEach((basename) -> this.locations.add(location(bundles, basename)));
			}
			else if (!(part instanceof DelegatingMessageSource)) {
				opaque = true;
			}
		}
		if (this.locations.isEmpty() && !opaque && source instanceof ApplicationContext context) {
			// Boot makes no source of bundles where there is no root bundle
			String basenames = context.getEnvironment().getProperty("spring.messages.basename", "messages");
			for (String basename : StringUtils.commaDelimitedListToStringArray(basenames)) {
				this.locations.add("classpath:" + basename.trim().replace('.', '/'));
			}
		}
		this.opaque = opaque;
	}

	/** Returns the source and those that it asks after itself. */
	private static List<MessageSource> parts(@Nullable MessageSource source) {
		List<MessageSource> parts = new ArrayList<>();
		MessageSource part = source;
		while (part != null && parts.size() < 10) {
			if (part instanceof ApplicationContext context) {
				part = context.containsLocalBean(AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME)
						? context.getBean(AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME, MessageSource.class)
						: context.getParent();
			}
			else {
				parts.add(part);
				part = (part instanceof HierarchicalMessageSource hierarchical) ? hierarchical.getParentMessageSource()
						: null;
			}
		}
		return parts;
	}

	private static String location(AbstractResourceBasedMessageSource source, String basename) {
		return (source instanceof ResourceBundleMessageSource) ? "classpath:" + basename.replace('.', '/') : basename;
	}

	/**
	 * Returns the bundle of exactly one language, without those that it inherits from.
	 * @param suffix the end of its name, empty for the root bundle
	 */
	Bundle bundle(String suffix) {
		boolean exists = false;
		Map<String, String> texts = new HashMap<>();
		for (String location : this.locations) {
			Properties properties = read(location + suffix + ".properties");
			if (properties != null) {
				exists = true;
				for (String name : properties.stringPropertyNames()) {
					if (name.startsWith(PREFIX)) {
						texts.putIfAbsent(name, properties.getProperty(name));
					}
				}
			}
		}
		return exists ? new Bundle(true, Map.copyOf(texts)) : NO_BUNDLE;
	}

	private @Nullable Properties read(String location) {
		try {
			// an application context asks the class loader of the thread
			Resource resource = (location.startsWith(ResourceLoader.CLASSPATH_URL_PREFIX) ? this.classPath
					: this.resources)
				.getResource(location);
			if (!resource.exists()) {
				return null;
			}
			try (InputStream stream = resource.getInputStream()) {
				Properties properties = new Properties();
				properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
				return properties;
			}
		}
		catch (IOException | RuntimeException ex) {
			logger.warn("The message bundle " + location + " cannot be read", ex);
			return null;
		}
	}

	/**
	 * Returns a text of the library's keys.
	 * @param key the key
	 * @param bundle the bundle that has it
	 * @param locale the locale of the bundle
	 */
	@Nullable String text(String key, Bundle bundle, Locale locale) {
		String text = ask(key, null, locale);
		return (text != null) ? text : bundle.texts().get(key);
	}

	/**
	 * Returns whether a source without bundles speaks a language.
	 * @param locale the language
	 */
	boolean speaks(Locale locale) {
		if (this.opaque) {
			for (String key : SAMPLES) {
				if (special(key, null, locale) != null) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Returns a text of a source without bundles that is in a language.
	 * @param key the key
	 * @param locale the language
	 * @param anyLanguage whether a text of unknown language counts, too
	 */
	@Nullable String ofOpaque(String key, Locale locale, boolean anyLanguage) {
		if (!this.opaque) {
			return null;
		}
		return anyLanguage ? ask(key, null, locale) : special(key, null, locale);
	}

	/**
	 * Returns a text of keys that are not the library's, in the form that Spring gives it
	 * everywhere.
	 * @param key the key
	 * @param arguments the arguments
	 * @param locale the language
	 * @param language what bundles there are in it
	 * @param anyLanguage whether a text of unknown language counts, too
	 */
	@Nullable String ofOtherKey(String key, List<Object> arguments, Locale locale, List<Bundle> language, boolean anyLanguage) {
		Object @Nullable [] array = arguments.isEmpty() ? null : arguments.toArray();
		if (anyLanguage) {
			String root = ask(key, array, Locale.ROOT);
			String text = (language.isEmpty() && !this.opaque) ? null : ask(key, array, locale);
			return (text != null) ? text : root;
		}
		return (language.isEmpty() && !this.opaque) ? null : special(key, array, locale);
	}

	/** Has the source load what it has in a language. */
	void prepare(Locale locale) {
		ask(SAMPLES.get(0), null, locale);
	}

	/** Returns a text if it differs from the one that all languages have. */
	private @Nullable String special(String key, Object @Nullable [] arguments, Locale locale) {
		String text = ask(key, arguments, locale);
		return (text == null || text.equals(ask(key, arguments, Locale.ROOT))) ? null : text;
	}

	private @Nullable String ask(String key, Object @Nullable [] arguments, Locale locale) {
		if (this.source == null) {
			return null;
		}
		try {
			String text = this.source.getMessage(key, arguments, null, locale);
			return Objects.equals(key, text) ? null : text;
		}
		catch (RuntimeException ex) {
			if (!this.failed) {
				this.failed = true;
				logger.error("While an error was answered, the MessageSource failed; texts of the library stand in for "
						+ "it (logged once)", ex);
			}
			return null;
		}
	}

	/**
	 * What the bundles of exactly one language have.
	 *
	 * @param exists whether there is one
	 * @param texts the texts of the library's keys
	 */
	record Bundle(boolean exists, Map<String, String> texts) {
	}

}
