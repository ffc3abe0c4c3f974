package dev.mishap.internal;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.mishap.ProblemMember;
import org.jspecify.annotations.Nullable;

/**
 * Field, getter or record component that {@link ProblemMember} shows. A class that marks
 * any shows no others.
 *
 * @param property the name of the property in Java
 * @param name the name of the member in a body
 * @param getter the field, or the method without parameters
 */
public record MarkedMember(String property, String name, AccessibleObject getter) {

	/**
	 * Returns what a class marks, its superclasses included.
	 * @param type the class
	 * @return the marked members with distinct names; none if the class marks nothing
	 */
	public static List<MarkedMember> of(Class<?> type) {
		Map<String, MarkedMember> members = new LinkedHashMap<>();
		if (type.isRecord()) {
			for (RecordComponent component : type.getRecordComponents()) {
				ProblemMember mark = component.getAnnotation(ProblemMember.class);
				if (mark != null) {
					add(members, mark, component.getName(), component.getAccessor());
				}
			}
		}
		for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
			for (Field field : c.getDeclaredFields()) {
				ProblemMember mark = field.getAnnotation(ProblemMember.class);
				if (mark != null && !Modifier.isStatic(field.getModifiers())) {
					add(members, mark, field.getName(), field);
				}
			}
			for (Method method : c.getDeclaredMethods()) {
				ProblemMember mark = method.getAnnotation(ProblemMember.class);
				if (mark != null && method.getParameterCount() == 0 && !method.isSynthetic()
						&& !Modifier.isStatic(method.getModifiers())) {
					add(members, mark, propertyOf(method), method);
				}
			}
		}
		return List.copyOf(members.values());
	}

	/**
	 * Returns all components of a record, as a record shows them that marks none.
	 * @param type the class of the record
	 */
	public static List<MarkedMember> ofComponents(Class<?> type) {
		Map<String, MarkedMember> members = new LinkedHashMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			add(members, null, component.getName(), component.getAccessor());
		}
		return List.copyOf(members.values());
	}

	private static void add(Map<String, MarkedMember> members, @Nullable ProblemMember mark, String property,
			AccessibleObject getter) {
		String name = (mark != null && !mark.value().isEmpty()) ? mark.value() : snakeCase(property);
		if (!members.containsKey(name) && getter.trySetAccessible()) {
			members.put(name, new MarkedMember(property, name, getter));
		}
	}

	/**
	 * Returns the name of the property that a getter reads.
	 * @param method a method without parameters
	 */
	public static String propertyOf(Method method) {
		String name = method.getName();
		for (String prefix : List.of("get", "is")) {
			if (name.startsWith(prefix) && name.length() > prefix.length()
					&& Character.isUpperCase(name.charAt(prefix.length()))) {
				String property = name.substring(prefix.length());
				return Character.toLowerCase(property.charAt(0)) + property.substring(1);
			}
		}
		return name;
	}

	private static String snakeCase(String property) {
		String code = Codes.of(property);
		return (code != null) ? code.toLowerCase(Locale.ROOT) : property;
	}

	/**
	 * Returns the marked member that reads a property, if there is one.
	 * @param members the marked members of a class
	 * @param property the name of the property in Java
	 * @return the marked member, or {@code null} if the property is not shown
	 */
	public static @Nullable MarkedMember find(Collection<MarkedMember> members, String property) {
		for (MarkedMember member : members) {
			if (member.property().equals(property)) {
				return member;
			}
		}
		return null;
	}

}
