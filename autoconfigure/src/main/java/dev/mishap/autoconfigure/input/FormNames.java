package dev.mishap.autoconfigure.input;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.BindParamNameResolver;

/** Names of form fields and query parameters that are bound to an object. */
final class FormNames implements ClientNames {

	private final BindParamNameResolver resolver = new BindParamNameResolver();

	private final PerClass<List<Name>> bound = new PerClass<>(this::bound);

	@Override
	public Name nameOf(Class<?> type, String property) {
		for (Name name : this.bound.get(type)) {
			if (property.equals(name.property()) || property.equals(name.text())) {
				return name;
			}
		}
		return Name.of(property, property);
	}

	@Override
	public Collection<Name> namesIn(Class<?> type) {
		Collection<Name> properties = OF_JAVA.namesIn(type);
		List<Name> names = new ArrayList<>((properties != null) ? properties : List.of());
		names.removeIf((name) -> !name.equals(nameOf(type, name.property())));
		names.addAll(this.bound.get(type));
		return names;
	}

	/** Returns the names of what the constructor takes. */
	private List<Name> bound(Class<?> type) {
		Constructor<?> constructor = constructor(type);
		if (constructor == null || constructor.getParameterCount() == 0) {
			return List.of();
		}
		List<Name> bound = new ArrayList<>();
		@Nullable String[] names = BeanUtils.getParameterNames(constructor);
		for (int i = 0; i < names.length; i++) {
			String name = names[i];
			if (name != null) {
				String sent = this.resolver.resolveName(MethodParameter.forFieldAwareConstructor(constructor, i, name));
				bound.add(Name.of((sent != null) ? sent : name, name));
			}
		}
		return bound;
	}

	private static @Nullable Constructor<?> constructor(Class<?> type) {
		try {
			return BeanUtils.getResolvableConstructor(type);
		}
		catch (IllegalStateException ignored) {
			return null;
		}
	}

}
