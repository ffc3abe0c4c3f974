package dev.mishap.autoconfigure.input;

import java.lang.reflect.Constructor;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.BindParamNameResolver;

/** Names of form fields and query parameters that are bound to an object. */
final class FormNames implements ClientNames {

	private final BindParamNameResolver resolver = new BindParamNameResolver();

	@Override
	public Name nameOf(Class<?> type, String property) {
		Constructor<?> constructor = constructor(type);
		if (constructor != null && constructor.getParameterCount() > 0) {
			@Nullable String[] names = BeanUtils.getParameterNames(constructor);
			for (int i = 0; i < names.length; i++) {
				String name = names[i];
				if (name == null) {
					continue;
				}
				String sent = this.resolver.resolveName(MethodParameter.forFieldAwareConstructor(constructor, i, name));
				if (name.equals(property) || property.equals(sent)) {
					return Name.of((sent != null) ? sent : name, name);
				}
			}
		}
		return Name.of(property, property);
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
