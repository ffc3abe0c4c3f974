package dev.mishap.autoconfigure;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.StringUtils;

/** The keys of the library, read off the records that they are bound to. */
final class MishapKeys {

	/** What stands in a key for the number of an entry. */
	static final String INDEX = "[]";

	/** One record for each prefix. */
	static final List<Class<?>> RECORDS = List.of(MishapProperties.class, MishapBodyProperties.class,
			MishapCatalogueProperties.class, MishapDataProperties.class, MishapLogProperties.class,
			MishapObservationProperties.class, MishapPayloadProperties.class, MishapRequestIdProperties.class,
			MishapRetryAfterProperties.class, MishapSecurityProperties.class, MishapValidationProperties.class);

	private MishapKeys() {
	}

	/** Returns all keys in kebab-case, with {@value #INDEX} behind lists of entries. */
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

	/** Returns the key that was probably meant, or {@code mishap.} if none comes near. */
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
	 * Returns the name that takes the fewest changes; one that only has more before or
	 * behind counts as near.
	 * @param wanted what was written
	 * @param known the names that there are
	 * @return the nearest, or {@code null} if there is none that has anything in common
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
