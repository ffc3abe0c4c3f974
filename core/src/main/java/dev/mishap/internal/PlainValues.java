package dev.mishap.internal;

import java.io.IOException;
import java.io.Writer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.mishap.Problem;
import dev.mishap.ProblemMember;
import dev.mishap.ProblemWriter.JsonLibrary;
import dev.mishap.Violation;
import dev.mishap.internal.body.MemberNames;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ProblemDetail;
import org.springframework.util.ConcurrentLruCache;
import org.springframework.web.ErrorResponse;

/**
 * Makes maps, lists, texts, numbers and booleans of whatever stands in a problem, once
 * and before anybody writes it: no form of a body can then show what another hides.
 * Objects of the application are written by its JSON library, but for those that mark
 * their members with {@link ProblemMember}. What cannot be converted is left out, and
 * nothing else with it.
 */
public final class PlainValues {

	private static final int MAX_DEPTH = 32;

	/** Values within one member, so that no circle or endless list fills a body. */
	private static final int MAX_VALUES = 10_000;

	private static final int MAX_LENGTH = 256 * 1024;

	/** Where Spring has members, for a JSON library that it has not set up. */
	private static final String PROPERTIES = "properties";

	private static final Set<Class<?>> SCALARS = Set.of(String.class, Boolean.class, Integer.class, Long.class,
			Short.class, Byte.class, BigInteger.class, BigDecimal.class);

	/** Classes of the JDK whose text is their value. */
	private static final Set<Class<?>> TEXTS = Set.of(Character.class, StringBuilder.class, StringBuffer.class,
			URI.class, UUID.class);

	private final @Nullable JsonLibrary library;

	private final MemberReader reader = new MemberReader();

	PlainValues(@Nullable JsonLibrary library) {
		this.library = library;
	}

	/** Returns the problem with the members that an exception marks. */
	Problem withMembersOf(Throwable exception, Problem problem, Failures failures) {
		Problem complete = problem;
		for (MemberReader.Member member : this.reader.marked(exception.getClass())) {
			try {
				Object value = member.read(exception);
				if (value != null) {
					complete = complete.withExtension(member.name(), value);
				}
			}
			catch (Throwable ex) {
				failures.failed("the @ProblemMember '" + member.name() + "' of " + exception.getClass().getName(), ex);
			}
		}
		return (exception instanceof ErrorResponse response) ? withMembersOf(response, complete, failures) : complete;
	}

	/** A class of the application's own has members that only its JSON library knows. */
	private Problem withMembersOf(ErrorResponse response, Problem problem, Failures failures) {
		try {
			ProblemDetail body = response.getBody();
			if (this.library != null && body.getClass() != ProblemDetail.class
					&& new Conversion().written(body, 0) instanceof Map<?, ?> members) {
				Map<String, Object> extensions = new LinkedHashMap<>(problem.extensions());
				for (Map.Entry<?, ?> member : members.entrySet()) {
					String name = String.valueOf(member.getKey());
					Object value = member.getValue();
					if (value != null && !MemberNames.isFixed(name) && !PROPERTIES.equals(name)) {
						extensions.putIfAbsent(name, value);
					}
				}
				return problem.withExtensions(extensions);
			}
		}
		catch (Throwable ex) {
			failures.failed("the body of " + response.getClass().getName(), ex);
		}
		return problem;
	}

	/** Returns the problem with plain values only. */
	Problem plain(Problem problem, Failures failures) {
		Problem plain = problem;
		if (!isPlain(problem.extensions())) {
			plain = plain.withExtensions(plain(problem.extensions(), failures));
		}
		List<Violation> violations = null;
		for (int i = 0; i < problem.violations().size(); i++) {
			Violation violation = problem.violations().get(i);
			if (!isPlain(violation.attributes())) {
				violations = (violations != null) ? violations : new ArrayList<>(problem.violations());
				violations.set(i, violation.withAttributes(plain(violation.attributes(), failures)));
			}
		}
		return (violations != null) ? plain.withViolations(violations) : plain;
	}

	/** Returns whether a value is a text, a number or a boolean as it is. */
	public static boolean isScalar(Object value) {
		return SCALARS.contains(value.getClass());
	}

	private static boolean isPlain(Map<String, Object> members) {
		for (Object value : members.values()) {
			if (!isScalar(value)) {
				return false;
			}
		}
		return true;
	}

	private Map<String, Object> plain(Map<String, Object> members, Failures failures) {
		Map<String, Object> plain = new LinkedHashMap<>();
		members.forEach((name, value) -> {
			try {
				Object converted = new Conversion().value(value, 0);
				if (converted != null) {
					plain.put(name, converted);
				}
			}
			catch (Throwable ex) {
				failures.failed("the member '" + name + "' of type " + value.getClass().getName(), ex);
			}
		});
		return plain;
	}

	/** Is told of what could not be converted. */
	@FunctionalInterface
	interface Failures {

		void failed(String part, Throwable failure);

	}

	/** Conversion of one member. */
	private final class Conversion {

		private int values;

		@Nullable Object value(@Nullable Object value, int depth) throws Exception {
			if (value == null || SCALARS.contains(value.getClass())) {
				return value;
			}
			if (depth > MAX_DEPTH) {
				throw new IllegalArgumentException("the value is nested more than " + MAX_DEPTH + " levels deep");
			}
			if (value instanceof Optional<?> || value instanceof OptionalInt || value instanceof OptionalLong
					|| value instanceof OptionalDouble) {
				return value(content(value), depth);
			}
			if (value instanceof Map<?, ?> map) {
				return map(map, depth);
			}
			// not Iterable: a tree of a JSON library is one, and has its own form
			if (value instanceof Collection<?> elements) {
				return list(elements, depth);
			}
			if (value.getClass().isArray() && !(value instanceof byte[])) {
				return array(value, depth);
			}
			Object scalar = scalar(value);
			if (scalar != null) {
				return scalar;
			}
			List<MemberReader.Member> marked = PlainValues.this.reader.marked(value.getClass());
			if (!marked.isEmpty()) {
				return members(value, marked, depth);
			}
			if (value instanceof Throwable || value instanceof StackTraceElement) {
				throw new IllegalArgumentException(
						"what is said in an exception, and where it was thrown, is not for clients");
			}
			return (PlainValues.this.library != null) ? written(value, depth) : withoutLibrary(value, depth);
		}

		private Map<String, @Nullable Object> map(Map<?, ?> map, int depth) throws Exception {
			Map<String, @Nullable Object> plain = new LinkedHashMap<>();
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				count();
				String name = name(entry.getKey());
				if (name != null) {
					plain.put(name, value(entry.getValue(), depth + 1));
				}
			}
			return plain;
		}

		private List<@Nullable Object> list(Iterable<?> elements, int depth) throws Exception {
			List<@Nullable Object> plain = new ArrayList<>();
			for (Object element : elements) {
				count();
				plain.add(value(element, depth + 1));
			}
			return plain;
		}

		private List<@Nullable Object> array(Object array, int depth) throws Exception {
			List<@Nullable Object> plain = new ArrayList<>();
			for (int i = 0; i < Array.getLength(array); i++) {
				count();
				plain.add(value(Array.get(array, i), depth + 1));
			}
			return plain;
		}

		private Map<String, @Nullable Object> members(Object owner, List<MemberReader.Member> members, int depth)
				throws Exception {
			Map<String, @Nullable Object> plain = new LinkedHashMap<>();
			for (MemberReader.Member member : members) {
				count();
				Object value = member.read(owner);
				if (value != null) {
					plain.put(member.name(), value(value, depth + 1));
				}
			}
			return plain;
		}

		private void count() {
			if (++this.values > MAX_VALUES) {
				throw new IllegalArgumentException("there are more than " + MAX_VALUES + " values in it");
			}
		}

		/** Returns the name that a key of a map has in JSON. */
		private @Nullable String name(@Nullable Object key) throws Exception {
			if (key == null || key instanceof String) {
				return (String) key;
			}
			if (SCALARS.contains(key.getClass()) || TEXTS.contains(key.getClass())) {
				return key.toString();
			}
			if (PlainValues.this.library == null) {
				return (key instanceof Enum<?> constant) ? constant.name() : textOfJdk(key);
			}
			Object map = written(Map.of(key, true), 0);
			return (map instanceof Map<?, ?> names && names.size() == 1) ? (String) names.keySet().iterator().next()
					: null;
		}

		/** Writes by the JSON library of the application what it knows better than we. */
		private @Nullable Object written(Object value, int depth) throws Exception {
			JsonLibrary library = PlainValues.this.library;
			BoundedWriter json = new BoundedWriter();
			if (library != null) {
				library.write(value, json);
			}
			return Json.read(json.toString(), depth);
		}

		private Object withoutLibrary(Object value, int depth) throws Exception {
			if (value instanceof Enum<?> constant) {
				return constant.name();
			}
			if (value instanceof byte[] bytes) {
				return Base64.getEncoder().encodeToString(bytes);
			}
			String text = textOfJdk(value);
			if (text != null) {
				return text;
			}
			if (value.getClass().isRecord()) {
				return members(value, PlainValues.this.reader.components(value.getClass()), depth);
			}
			throw new IllegalArgumentException(
					"there is no JSON library that could write it, and it marks no @ProblemMember");
		}

	}

	private static @Nullable Object content(Object optional) {
		if (optional instanceof Optional<?> any) {
			return any.orElse(null);
		}
		if (optional instanceof OptionalInt number) {
			return number.isPresent() ? number.getAsInt() : null;
		}
		if (optional instanceof OptionalLong number) {
			return number.isPresent() ? number.getAsLong() : null;
		}
		OptionalDouble number = (OptionalDouble) optional;
		return number.isPresent() ? number.getAsDouble() : null;
	}

	/** Returns what is a scalar in JSON although Java has a class of its own for it. */
	private static @Nullable Object scalar(Object value) {
		if (value instanceof Double || value instanceof Float) {
			return Double.isFinite(((Number) value).doubleValue()) ? value : value.toString();
		}
		if (TEXTS.contains(value.getClass())) {
			return value.toString();
		}
		if (value instanceof AtomicInteger number) {
			return number.get();
		}
		return (value instanceof AtomicLong number) ? number.get() : null;
	}

	private static @Nullable String textOfJdk(Object value) {
		boolean text = value.getClass().getName().startsWith("java.time.") || value instanceof Locale
				|| value instanceof Currency;
		return text ? value.toString() : null;
	}

	/** Keeps what a JSON library writes, up to a length. */
	private static final class BoundedWriter extends Writer {

		private final StringBuilder text = new StringBuilder();

		@Override
		public void write(char[] buffer, int offset, int length) throws IOException {
			if (this.text.length() + length > MAX_LENGTH) {
				throw new IOException("the JSON is longer than " + MAX_LENGTH + " characters");
			}
			this.text.append(buffer, offset, length);
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}

		@Override
		public String toString() {
			return this.text.toString();
		}

	}

	/** Reads what objects show by {@link ProblemMember}. */
	private static final class MemberReader {

		private static final int MAX_CLASSES = 512;

		private final ConcurrentLruCache<Class<?>, List<Member>> marked = new ConcurrentLruCache<>(MAX_CLASSES,
				(type) -> readable(MarkedMember.of(type)));

		private final ConcurrentLruCache<Class<?>, List<Member>> components = new ConcurrentLruCache<>(MAX_CLASSES,
				(type) -> readable(MarkedMember.ofComponents(type)));

		/** Returns the members that a class marks, none if it marks nothing. */
		List<Member> marked(Class<?> type) {
			return this.marked.get(type);
		}

		/** Returns the members of a record that marks none. */
		List<Member> components(Class<?> type) {
			return this.components.get(type);
		}

		private static List<Member> readable(List<MarkedMember> marked) {
			List<Member> members = new ArrayList<>(marked.size());
			for (MarkedMember member : marked) {
				members.add(new Member(member.name(), handle(member.getter())));
			}
			return List.copyOf(members);
		}

		private static MethodHandle handle(AccessibleObject getter) {
			try {
				return (getter instanceof Field field) ? MethodHandles.lookup().unreflectGetter(field)
						: MethodHandles.lookup().unreflect((Method) getter);
			}
			catch (IllegalAccessException ex) {
				throw new IllegalStateException(ex);
			}
		}

		/**
		 * One thing shown.
		 *
		 * @param name the name of the member
		 * @param getter reads it
		 */
		record Member(String name, MethodHandle getter) {

			@Nullable Object read(Object owner) throws Exception {
				try {
					return this.getter.invoke(owner);
				}
				catch (Exception | Error ex) {
					throw ex;
				}
				catch (Throwable ex) {
					throw new IllegalStateException(ex);
				}
			}

		}

	}

	/**
	 * Field, getter or record component that {@link ProblemMember} shows. A class that
	 * marks any shows no others.
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

}
