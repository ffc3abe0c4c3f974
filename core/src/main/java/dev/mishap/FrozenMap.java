package dev.mishap;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.mishap.internal.HeaderFields;
import dev.mishap.internal.body.MemberNames;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Map that cannot change any more, and knows it: a problem that is made from another one
 * shares the maps instead of copying and checking them again.
 */
final class FrozenMap<V> extends AbstractMap<String, V> {

	private final Map<String, V> map;

	private FrozenMap(Map<String, V> map) {
		this.map = map;
	}

	/** Returns the map itself if it cannot change, else a copy in the same order. */
	static Map<String, Object> ofExtensions(Map<String, Object> extensions) {
		if (extensions instanceof FrozenMap) {
			return extensions;
		}
		for (String name : extensions.keySet()) {
			Assert.isTrue(!MemberNames.isFixed(name),
					() -> "'extensions' must not have the standard member '" + name + "'");
		}
		return extensions.isEmpty() ? Map.of() : new FrozenMap<>(new LinkedHashMap<>(extensions));
	}

	/** Returns the map itself if it cannot change, else a copy with names in any case. */
	static Map<String, List<String>> ofHeaders(Map<String, List<String>> headers) {
		if (headers instanceof FrozenMap) {
			return headers;
		}
		if (headers.isEmpty()) {
			return Map.of();
		}
		Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.forEach((name, values) -> {
			HeaderFields.check(name, values);
			if (!values.isEmpty()) {
				copy.put(name, List.copyOf(values));
			}
		});
		return new FrozenMap<>(copy);
	}

	/**
	 * Returns the map with one entry changed.
	 * @param value the value, or {@code null} to take the entry away
	 */
	static <V> Map<String, V> with(Map<String, V> map, String name, @Nullable V value) {
		Map<String, V> copy = new LinkedHashMap<>(map);
		return frozen(copy, name, value);
	}

	/** Returns the header fields with one changed; without values it is taken away. */
	static Map<String, List<String>> withHeader(Map<String, List<String>> headers, String name, List<String> values) {
		HeaderFields.check(name, values);
		Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		copy.putAll(headers);
		copy.remove(name);
		return frozen(copy, name, values.isEmpty() ? null : values);
	}

	private static <V> Map<String, V> frozen(Map<String, V> copy, String name, @Nullable V value) {
		if (value == null) {
			copy.remove(name);
		}
		else {
			copy.put(name, value);
		}
		return copy.isEmpty() ? Map.of() : new FrozenMap<>(copy);
	}

	@Override
	public Set<Entry<String, V>> entrySet() {
		return Collections.unmodifiableMap(this.map).entrySet();
	}

	@Override
	public @Nullable V get(@Nullable Object key) {
		return this.map.get(key);
	}

	@Override
	public boolean containsKey(@Nullable Object key) {
		return this.map.containsKey(key);
	}

	@Override
	public int size() {
		return this.map.size();
	}

}
