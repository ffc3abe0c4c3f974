package dev.mishap.autoconfigure.input;

import java.beans.PropertyDescriptor;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ReflectionUtils;

/** The names of Java. */
final class JavaNames implements ClientNames {

	@Override
	public Name nameOf(Class<?> type, String property) {
		return Name.of(property, property);
	}

	@Override
	public Collection<Name> namesIn(Class<?> type) {
		Map<String, Name> names = new TreeMap<>();
		ReflectionUtils.doWithFields(type, (field) -> names.put(field.getName(), nameOf(type, field.getName())),
				(field) -> !Modifier.isStatic(field.getModifiers()));
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
			if (!property.getName().equals("class")) {
				names.put(property.getName(), nameOf(type, property.getName()));
			}
		}
		return names.values();
	}

}
