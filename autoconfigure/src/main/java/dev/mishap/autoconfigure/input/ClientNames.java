package dev.mishap.autoconfigure.input;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * Names that the client uses for the properties of a class: those of JSON, or those of a
 * form.
 */
interface ClientNames {

	/** The names of Java, for want of better ones. */
	ClientNames OF_JAVA = new JavaNames();

	/**
	 * Returns the name of a property.
	 * @param type the class that has it
	 * @param property its name in Java
	 * @return the name; {@code null} if the client has no name for it
	 */
	@Nullable Name nameOf(Class<?> type, String property);

	/**
	 * Returns the names of all properties of a class, or at least of all those that the
	 * client can send.
	 * @param type the class
	 * @return the names; {@code null} if they cannot be known, as of a class whose
	 * subclasses have further ones
	 */
	@Nullable Collection<Name> namesIn(Class<?> type);

	/**
	 * Returns the way from an object to a part of it. Where the client has no name for a
	 * step, the way ends at what encloses that step.
	 * @param root the object, or {@code null} if it could not be made
	 * @param type the type of the object
	 * @param steps the steps in the names of Java
	 */
	default ClientPath path(@Nullable Object root, ResolvableType type, List<Step> steps) {
		ClientPath path = ClientPath.ROOT;
		Object value = unwrap(root);
		ResolvableType declared = content(type, Optional.class, 0);
		UnaryOperator<String> spelling = UnaryOperator.identity();
		Iterator<Step> rest = steps.iterator();
		while (rest.hasNext()) {
			Step step = rest.next();
			if (step instanceof Step.Element element) {
				if (element.key() == null) {
					return path;
				}
				path = path.element(element.key());
				if (!rest.hasNext()) {
					return path;
				}
				value = unwrap(elementOf(value, element.key()));
				declared = content(elementType(declared), Optional.class, 0);
			}
			else if (step instanceof Step.Property property) {
				Class<?> owner = (value != null) ? value.getClass() : declared.resolve();
				Name name = (owner != null) ? nameOf(owner, property.name())
						: OF_JAVA.nameOf(Object.class, property.name());
				if (name == null) {
					return path;
				}
				if (name.text() != null) {
					path = path.member(spelling.apply(name.text()));
				}
				if (name.inner() == null || !rest.hasNext()) {
					return path;
				}
				spelling = name.inner();
				value = unwrap(propertyOf(value, name.property()));
				declared = propertyType(owner, declared, name.property());
			}
		}
		return path;
	}

	private static @Nullable Object unwrap(@Nullable Object value) {
		return (value instanceof Optional<?> optional) ? optional.orElse(null) : value;
	}

	private static @Nullable Object elementOf(@Nullable Object container, Object key) {
		if (container instanceof Map<?, ?> map) {
			return map.get(key);
		}
		if (key instanceof Integer index && container instanceof List<?> list) {
			return (index >= 0 && index < list.size()) ? list.get(index) : null;
		}
		if (key instanceof Integer index && container != null && container.getClass().isArray()) {
			return (index >= 0 && index < Array.getLength(container)) ? Array.get(container, index) : null;
		}
		return null;
	}

	private static @Nullable Object propertyOf(@Nullable Object bean, String property) {
		if (bean == null) {
			return null;
		}
		try {
			return PropertyAccessorFactory.forDirectFieldAccess(bean).getPropertyValue(property);
		}
		catch (BeansException | IllegalArgumentException ignored) {
			return null;
		}
	}

	/** Returns the type of a property, which is {@code NONE} if it has no field. */
	static ResolvableType propertyType(@Nullable Class<?> owner, ResolvableType declared, String property) {
		Field field = (owner != null) ? ReflectionUtils.findField(owner, property) : null;
		if (field == null) {
			return ResolvableType.NONE;
		}
		return content(ResolvableType.forField(field, declared), Optional.class, 0);
	}

	/** Returns the type of what a container holds. */
	static ResolvableType elementType(ResolvableType container) {
		if (container.isArray()) {
			return container.getComponentType();
		}
		ResolvableType ofCollection = content(container, Collection.class, 0);
		return (ofCollection != container) ? ofCollection : content(container, Map.class, 1);
	}

	/** Returns the type in a container; that itself if it is another one. */
	static ResolvableType content(ResolvableType type, Class<?> container, int generic) {
		Class<?> resolved = type.resolve();
		boolean contained = resolved != null && container.isAssignableFrom(resolved);
		return contained ? type.as(container).getGeneric(generic) : type;
	}

	/**
	 * Name of a property.
	 *
	 * @param text the name, or {@code null} if the properties below stand in its place
	 * @param property the name in Java
	 * @param inner how the names of the properties below are spelt; {@code null} if the
	 * client knows the value as a whole only
	 */
	record Name(@Nullable String text, String property, @Nullable UnaryOperator<String> inner) {

		static Name of(String text, String property) {
			return new Name(text, property, UnaryOperator.identity());
		}

	}

}
