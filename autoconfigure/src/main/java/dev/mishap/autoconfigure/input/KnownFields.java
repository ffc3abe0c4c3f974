package dev.mishap.autoconfigure.input;

import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;

/**
 * Fields that the handlers of an application take, named as in the configuration:
 * {@code items[].sku}. Where types don't tell, as below an {@code Object}, every name is
 * taken for one.
 */
final class KnownFields {

	/** Deeper than that nobody looks. */
	private static final int MAX_DEPTH = 12;

	private final List<ClientNames> ofBodies;

	private final Predicate<String> wanted;

	private final ClientNames ofForms = new FormNames();

	private final Set<String> fields = new TreeSet<>();

	/** What stands before names that nobody can know. */
	private final Set<String> open = new HashSet<>();

	/**
	 * Creates an empty set.
	 * @param ofBodies the names in bodies, of each library that reads them
	 * @param wanted whether to look at what a field is made of
	 */
	KnownFields(List<ClientNames> ofBodies, Predicate<String> wanted) {
		this.ofBodies = ofBodies;
		this.wanted = wanted;
	}

	boolean contain(String field) {
		return this.fields.contains(field) || this.open.stream().anyMatch(field::startsWith);
	}

	/** Returns the fields that types tell of, in their order. */
	Set<String> all() {
		return this.fields;
	}

	/** Notes that there may be fields that no type tells of. */
	void addUnknown() {
		this.open.add("");
	}

	/** Adds what an argument of a handler is made of. */
	void add(Place place) {
		if (!place.name().isEmpty()) {
			this.fields.add(place.name());
		}
		if (place.isRead()) {
			this.ofBodies.forEach((names) -> collect("", place.type(), names, new ArrayDeque<>()));
		}
		else if (place.isForm() && canBeBound(place.type())) {
			collect("", place.type(), this.ofForms, new ArrayDeque<>());
		}
	}

	/** What stands for the request, the session and the like is an interface mostly. */
	private static boolean canBeBound(ResolvableType type) {
		Class<?> resolved = ClientNames.content(type, Optional.class, 0).resolve();
		return resolved != null && resolved != Object.class && !Modifier.isAbstract(resolved.getModifiers())
				&& !Map.class.isAssignableFrom(resolved);
	}

	private void collect(String prefix, ResolvableType wrapped, ClientNames names, Deque<Class<?>> above) {
		ResolvableType type = ClientNames.content(wrapped, Optional.class, 0);
		Class<?> resolved = type.resolve();
		if (resolved == null) {
			this.open.add(prefix);
			return;
		}
		if (resolved.isArray() || Collection.class.isAssignableFrom(resolved) || Map.class.isAssignableFrom(resolved)) {
			this.fields.add(prefix + "[]");
			collect(prefix + "[]", ClientNames.elementType(type), names, above);
			return;
		}
		if (BeanUtils.isSimpleValueType(resolved)) {
			return;
		}
		Collection<ClientNames.Name> properties = isOpen(resolved) ? null : namesIn(resolved, names);
		if (properties == null || above.contains(resolved) || above.size() > MAX_DEPTH) {
			this.open.add(prefix);
			return;
		}
		above.push(resolved);
		for (ClientNames.Name name : properties) {
			collect(prefix, resolved, type, name, names, above);
		}
		above.pop();
	}

	/** What a library cannot make sense of here it may never have to. */
	private static @Nullable Collection<ClientNames.Name> namesIn(Class<?> type, ClientNames names) {
		try {
			return names.namesIn(type);
		}
		catch (RuntimeException | LinkageError ignored) {
			return null;
		}
	}

	private void collect(String prefix, Class<?> owner, ResolvableType type, ClientNames.Name name, ClientNames names,
			Deque<Class<?>> above) {
		UnaryOperator<String> inner = name.inner();
		ResolvableType property = ClientNames.propertyType(owner, type, name.property());
		if (name.text() == null) {
			if (inner != null) {
				// the properties of that object stand in the place of its own
				collect(prefix, property, new Respelt(names, inner), above);
			}
			return;
		}
		String field = prefix.isEmpty() ? name.text() : prefix + "." + name.text();
		this.fields.add(field);
		if (inner != null && this.wanted.test(field)) {
			collect(field, property, (names instanceof Respelt respelt) ? respelt.names() : names, above);
		}
	}

	/** Subclasses, and what others than the application have written, may have more. */
	private static boolean isOpen(Class<?> type) {
		String name = type.getName();
		return Modifier.isAbstract(type.getModifiers()) || name.startsWith("java.") || name.startsWith("tools.jackson.")
				|| name.startsWith("com.fasterxml.jackson.");
	}

	/** Names of an object whose properties stand, respelt, in that around it. */
	private record Respelt(ClientNames names, UnaryOperator<String> spelling) implements ClientNames {

		@Override
		public @Nullable Name nameOf(Class<?> type, String property) {
			Name name = this.names.nameOf(type, property);
			return (name != null) ? respell(name) : null;
		}

		@Override
		public @Nullable Collection<Name> namesIn(Class<?> type) {
			Collection<Name> found = this.names.namesIn(type);
			return (found != null) ? found.stream().map(this::respell).toList() : null;
		}

		private Name respell(Name name) {
			return (name.text() != null) ? new Name(this.spelling.apply(name.text()), name.property(), name.inner())
					: name;
		}

	}

}
