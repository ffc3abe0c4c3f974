package dev.mishap.autoconfigure;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
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
		for (Field field : type.getDeclaredFields()) {
			if (field.isSynthetic()) {
				// what measures coverage adds its own
				continue;
			}
			String key = prefix + "." + kebab(field.getName());
			Class<?> group = group(field.getGenericType());
			if (group != null) {
				collect(key, group, keys);
			}
			else {
				keys.add(key);
			}
		}
	}

	/** Returns the type of keys below a key, or {@code null} where it has a value. */
	private static @Nullable Class<?> group(Type type) {
		if (type instanceof Class<?> single && MishapProperties.class.equals(outermost(single))) {
			return single;
		}
		boolean list = type instanceof ParameterizedType container && container.getRawType().equals(List.class);
		return list ? group(((ParameterizedType) type).getActualTypeArguments()[0]) : null;
	}

	private static Class<?> outermost(Class<?> type) {
		Class<?> enclosing = type.getEnclosingClass();
		return (enclosing != null) ? outermost(enclosing) : type;
	}

	private static String kebab(String name) {
		return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
	}

}
