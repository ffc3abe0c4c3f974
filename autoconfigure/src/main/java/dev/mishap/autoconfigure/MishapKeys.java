package dev.mishap.autoconfigure;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/** Names of all keys, read off the type that they are bound to. */
final class MishapKeys {

	private MishapKeys() {
	}

	/** Returns all keys in kebab-case; those of list entries without an index. */
	static Set<String> all() {
		Set<String> keys = new TreeSet<>();
		collect("mishap", MishapProperties.class, keys);
		return keys;
	}

	private static void collect(String prefix, Class<?> type, Set<String> keys) {
		for (RecordComponent component : type.getRecordComponents()) {
			String key = prefix + "." + kebab(component.getName());
			Class<?> nested = recordOf(component.getType(), component.getGenericType());
			if (nested != null) {
				collect(key, nested, keys);
			}
			else {
				keys.add(key);
			}
		}
	}

	private static @Nullable Class<?> recordOf(Class<?> type, Type generic) {
		if (type.isRecord()) {
			return type;
		}
		boolean container = List.class.isAssignableFrom(type) && !Map.class.isAssignableFrom(type);
		if (container && generic instanceof ParameterizedType parameterized
				&& parameterized.getActualTypeArguments()[0] instanceof Class<?> element && element.isRecord()) {
			return element;
		}
		return null;
	}

	private static String kebab(String name) {
		return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
	}

}
