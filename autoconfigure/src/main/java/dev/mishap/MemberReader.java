package dev.mishap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Reads what exceptions show by {@link ProblemMember}. */
final class MemberReader {

	private static final ClassValue<List<Member>> MEMBERS = new ClassValue<>() {

		@Override
		protected List<Member> computeValue(Class<?> type) {
			return find(type);
		}

	};

	private MemberReader() {
	}

	/** Returns the problem with the members that the exception shows. */
	static Problem addTo(Problem problem, Throwable exception) {
		Problem complete = problem;
		for (Member member : MEMBERS.get(exception.getClass())) {
			Object value = member.read(exception);
			if (value != null) {
				complete = complete.withExtension(member.name(), shown(value));
			}
		}
		return complete;
	}

	private static Object shown(Object value) {
		if (!value.getClass().isRecord()) {
			return value;
		}
		Map<String, Object> shown = new LinkedHashMap<>();
		for (Member member : MEMBERS.get(value.getClass())) {
			Object part = member.read(value);
			if (part != null) {
				shown.put(member.name(), shown(part));
			}
		}
		return shown;
	}

	private static List<Member> find(Class<?> type) {
		List<Member> members = new ArrayList<>();
		if (type.isRecord()) {
			components(type, members);
			return List.copyOf(members);
		}
		for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
			for (Field field : c.getDeclaredFields()) {
				ProblemMember annotation = field.getAnnotation(ProblemMember.class);
				if (annotation != null && !Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()) {
					members.add(Member.of(annotation, field.getName(),
							() -> MethodHandles.lookup().unreflectGetter(field)));
				}
			}
			for (Method method : c.getDeclaredMethods()) {
				ProblemMember annotation = method.getAnnotation(ProblemMember.class);
				if (annotation != null && method.getParameterCount() == 0 && method.trySetAccessible()) {
					members.add(Member.of(annotation, property(method.getName()),
							() -> MethodHandles.lookup().unreflect(method)));
				}
			}
		}
		return List.copyOf(members);
	}

	private static void components(Class<?> type, List<Member> members) {
		boolean chosen = false;
		for (RecordComponent component : type.getRecordComponents()) {
			chosen = chosen || component.isAnnotationPresent(ProblemMember.class);
		}
		for (RecordComponent component : type.getRecordComponents()) {
			ProblemMember annotation = component.getAnnotation(ProblemMember.class);
			Method accessor = component.getAccessor();
			if ((annotation != null || !chosen) && accessor.trySetAccessible()) {
				members
					.add(Member.of(annotation, component.getName(), () -> MethodHandles.lookup().unreflect(accessor)));
			}
		}
	}

	private static String property(String method) {
		for (String prefix : List.of("get", "is")) {
			if (method.startsWith(prefix) && method.length() > prefix.length()
					&& Character.isUpperCase(method.charAt(prefix.length()))) {
				return method.substring(prefix.length());
			}
		}
		return method;
	}

	/** One thing shown. */
	private record Member(String name, MethodHandle getter) {

		static Member of(@Nullable ProblemMember annotation, String property, Access access) {
			String name = (annotation != null && !annotation.value().isEmpty()) ? annotation.value()
					: property.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
			try {
				return new Member(name, access.getter());
			}
			catch (IllegalAccessException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Nullable Object read(Object owner) {
			try {
				return this.getter.invoke(owner);
			}
			catch (RuntimeException | Error ex) {
				throw ex;
			}
			catch (Throwable ex) {
				throw new IllegalStateException("member '" + this.name + "' cannot be read", ex);
			}
		}

	}

	/** Makes a getter. */
	@FunctionalInterface
	private interface Access {

		MethodHandle getter() throws IllegalAccessException;

	}

}
