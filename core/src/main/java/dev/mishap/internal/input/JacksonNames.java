package dev.mishap.internal.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonTypeInfo.As;
import dev.mishap.internal.input.JacksonNames.Types.Bean;
import dev.mishap.internal.input.JacksonNames.Types.Kind;
import dev.mishap.internal.input.JacksonNames.Types.Property;
import dev.mishap.internal.input.JacksonNames.Types.Value;
import dev.mishap.internal.input.Way.Node;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ConcurrentLruCache;
import org.springframework.util.ReflectionUtils;

/** Names in bodies that a mapper of Jackson reads, whatever generation it is of. */
final class JacksonNames implements BodyLanguage.Names {

	private static final int MAX_BEANS = 512;

	private static final UnaryOperator<String> AS_IT_IS = UnaryOperator.identity();

	private final Types jackson;

	/**
	 * The key has the deserializer, of which Jackson keeps one for each type and
	 * property.
	 */
	private final ConcurrentLruCache<Value, BeanNode> beans = new ConcurrentLruCache<>(MAX_BEANS, this::bean);

	/** Jackson makes a deserializer anew for each look at a root. */
	private final ConcurrentLruCache<Type, Node> roots = new ConcurrentLruCache<>(MAX_BEANS, this::readRoot);

	private final ConcurrentLruCache<Class<?>, List<Object>> constants = new ConcurrentLruCache<>(MAX_BEANS,
			this::written);

	JacksonNames(Types jackson) {
		this.jackson = jackson;
	}

	@Override
	public Node root(ResolvableType resolvable) {
		try {
			return this.roots.get(settled(resolvable).getType());
		}
		catch (RuntimeException | LinkageError ignored) {
			return Node.WHOLE;
		}
	}

	private Node readRoot(Type type) {
		try {
			Node root = new ValueNode(this.jackson.root(type), AS_IT_IS);
			String name = this.jackson.rootName(type);
			return (name != null) ? (actual, value) -> new Node.Shape.Around(name, root, null) : root;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the values of an enum as they are sent, none if they are too many to list.
	 * @param type the class
	 */
	List<Object> constants(Class<?> type) {
		return this.constants.get(type);
	}

	private List<Object> written(Class<?> type) {
		Object[] constants = type.getEnumConstants();
		if (constants == null || constants.length > Expectation.MAX_ALLOWED) {
			return List.of();
		}
		return Arrays.stream(constants).map(this::written).toList();
	}

	private Object written(Object constant) {
		try {
			Object written = this.jackson.written(constant);
			return (written != null) ? written : constant.toString();
		}
		catch (RuntimeException ignored) {
			// a serializer of the application failed
			return ((Enum<?>) constant).name();
		}
	}

	/** Type variables of the handler's class are known to Spring only. */
	private static ResolvableType settled(ResolvableType type) {
		Class<?> resolved = type.resolve(Object.class);
		ResolvableType[] generics = type.getGenerics();
		if (generics.length == 0 || resolved.isArray()) {
			return ResolvableType.forClass(resolved);
		}
		for (int i = 0; i < generics.length; i++) {
			generics[i] = settled(generics[i]);
		}
		return ResolvableType.forClassWithGenerics(resolved, generics);
	}

	private BeanNode bean(Value value) {
		try {
			return new BeanNode(this.jackson.bean(value, AS_IT_IS), value, AS_IT_IS);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A value of a type. */
	private final class ValueNode implements Node {

		private final Value value;

		private final UnaryOperator<String> spelling;

		ValueNode(Value value, UnaryOperator<String> spelling) {
			this.value = value;
			this.spelling = spelling;
		}

		@Override
		public Shape shape(@Nullable Class<?> actual, @Nullable Object object) {
			try {
				return (this.value.inclusion() != null) ? typed(this.value.inclusion(), actual, object)
						: untyped(object);
			}
			catch (IOException | RuntimeException | LinkageError ignored) {
				// a class that cannot be looked into costs its names, not all of the
				// answer
				return Shape.WHOLE;
			}
		}

		private Shape typed(As inclusion, @Nullable Class<?> actual, @Nullable Object object) throws IOException {
			Types jackson = JacksonNames.this.jackson;
			if (actual == null) {
				boolean known = inclusion != As.WRAPPER_ARRAY && inclusion != As.WRAPPER_OBJECT;
				return known ? untyped(object) : Shape.WHOLE;
			}
			Value proper = jackson.as(this.value, actual);
			Node inner = new ValueNode(proper, this.spelling);
			if (inclusion == As.WRAPPER_OBJECT) {
				Collection<String> names = jackson.typeNames(this.value, actual);
				// of several nobody knows which one was sent
				return (names.size() == 1) ? new Shape.Around(names.iterator().next(), inner, null) : Shape.WHOLE;
			}
			Kind kind = jackson.kind(proper);
			boolean array = kind == Kind.ARRAY || kind == Kind.OBJECT_AS_ARRAY;
			boolean inArray = inclusion == As.WRAPPER_ARRAY || (inclusion != As.EXTERNAL_PROPERTY && array);
			return inArray ? new Shape.Around(1, inner, null) : inner.shape(actual, object);
		}

		private Shape untyped(@Nullable Object object) throws IOException {
			Types jackson = JacksonNames.this.jackson;
			return switch (jackson.kind(this.value)) {
				case OBJECT, OBJECT_AS_ARRAY -> (this.spelling == AS_IT_IS) ? JacksonNames.this.beans.get(this.value)
						: new BeanNode(jackson.bean(this.value, this.spelling), this.value, this.spelling);
				case ARRAY -> {
					boolean set = Set.class.isAssignableFrom(this.value.raw()) || object instanceof Set;
					yield new Shape.Elements(content(), !set, jackson.isLooseArray(this.value));
				}
				case MAP -> new Shape.Entries(content(), (key) -> (key instanceof String text) ? text : keyName(key));
				case REFERENCE ->
					new Shape.Around(null, content(), (object != null) ? jackson.referenced(this.value, object) : null);
				case UNTYPED -> anything(object);
				case OTHER -> Shape.WHOLE;
			};
		}

		private @Nullable String keyName(Object key) {
			try {
				return JacksonNames.this.jackson.keyName(this.value, key);
			}
			catch (IOException | RuntimeException | StackOverflowError ignored) {
				// code of the application that makes a text of a key
				return null;
			}
		}

		private Shape anything(@Nullable Object object) {
			if (object instanceof Map) {
				return new Shape.Entries(this, KeyNames.PLAIN);
			}
			return (object instanceof List) ? new Shape.Elements(this, true, false) : Shape.WHOLE;
		}

		private Node content() throws IOException {
			return new ValueNode(JacksonNames.this.jackson.content(this.value), AS_IT_IS);
		}

	}

	/** The members of a class. */
	private final class BeanNode implements Node.Members {

		private final Bean bean;

		private final UnaryOperator<String> spelling;

		private final boolean array;

		private final Map<String, Node.Member> byName = new HashMap<>();

		private final Map<String, Node.Member> byProperty = new HashMap<>();

		private final List<Property> unwrapped = new ArrayList<>();

		private final List<Property> external = new ArrayList<>();

		BeanNode(Bean bean, Value value, UnaryOperator<String> spelling) {
			this.bean = bean;
			this.spelling = spelling;
			this.array = JacksonNames.this.jackson.kind(value) == Kind.OBJECT_AS_ARRAY;
			List<Property> properties = bean.properties();
			List<Node.Member> members = new ArrayList<>();
			int index = 0;
			for (Property property : properties) {
				Object step = (property.unwrapped() != null) ? null : (this.array ? (Object) index++ : property.name());
				members.add(new Node.Member(step, inner(property), property.pattern()));
				if (property.unwrapped() != null) {
					this.unwrapped.add(property);
				}
				else {
					this.byName.put(property.name(), members.get(members.size() - 1));
				}
				if (property.value().inclusion() == As.EXTERNAL_PROPERTY) {
					this.external.add(property);
				}
			}
			List<Function<Property, @Nullable String>> names = List.of(Property::field, Property::getter,
					Property::implicit);
			for (Function<Property, @Nullable String> name : names) {
				for (int i = 0; i < members.size(); i++) {
					if (name.apply(properties.get(i)) != null) {
						this.byProperty.putIfAbsent(name.apply(properties.get(i)), members.get(i));
					}
				}
			}
			if (bean.rest() != null) {
				addRest(bean.rest());
			}
		}

		private Node inner(Property property) {
			return new ValueNode(property.value(),
					(property.unwrapped() != null) ? property.unwrapped() : this.spelling);
		}

		/** A property for all other members stands for what is in it. */
		private void addRest(Property rest) {
			Node entries = (actual, value) -> new Node.Shape.Entries(inner(rest), Node.KeyNames.PLAIN);
			Node.Member member = new Node.Member(null, entries);
			for (String name : new String[] { rest.field(), rest.getter(), rest.implicit() }) {
				if (name != null) {
					this.byProperty.put(name, member);
				}
			}
		}

		@Override
		public Node.@Nullable Member ofProperty(String property) {
			if (!this.bean.whole()) {
				return null;
			}
			Node.Member member = this.bean.alwaysDelegates() ? null : this.byProperty.get(property);
			return (member != null) ? member : delegate(property);
		}

		/**
		 * What the object is made of stands in the place of its only property of that
		 * type.
		 */
		private Node.@Nullable Member delegate(String property) {
			Value delegate = this.bean.delegate();
			if (delegate == null) {
				return null;
			}
			List<String> ofType = new ArrayList<>();
			ReflectionUtils.doWithFields(this.bean.type(), (field) -> ofType.add(field.getName()),
					(field) -> isOf(field, delegate.raw()));
			return (ofType.size() == 1 && ofType.contains(property))
					? new Node.Member(null, new ValueNode(delegate, AS_IT_IS)) : null;
		}

		private static boolean isOf(Field field, Class<?> type) {
			return !Modifier.isStatic(field.getModifiers())
					&& (field.getType().isAssignableFrom(type) || type.isAssignableFrom(field.getType()));
		}

		@Override
		public Node.@Nullable Member named(String name) {
			Node.Member member = this.byName.get(name);
			if (member != null) {
				return member;
			}
			for (Property property : this.unwrapped) {
				if (inner(property).shape(null, null) instanceof Node.Members members) {
					Node.Member inner = members.named(name);
					if (inner != null) {
						return inner;
					}
				}
			}
			return (this.bean.rest() != null) ? new Node.Member(name, inner(this.bean.rest())) : null;
		}

		@Override
		public Node.@Nullable Member unnamed(Class<?> type) {
			Value delegate = this.bean.delegate();
			if (delegate != null && delegate.raw().isAssignableFrom(type)) {
				return new Node.Member(null, new ValueNode(delegate, AS_IT_IS));
			}
			List<Property> found = (this.array ? this.bean.properties() : this.external).stream()
				.filter((property) -> property.value().raw().isAssignableFrom(type))
				.toList();
			return (found.size() == 1) ? this.byName.get(found.get(0).name()) : null;
		}

		@Override
		public boolean isReadInto(Class<?> type) {
			if (this.bean.type().isAssignableFrom(type) || type.isAssignableFrom(this.bean.type())) {
				return true;
			}
			for (Property property : this.unwrapped) {
				if (inner(property).shape(null, null) instanceof Node.Members members && members.isReadInto(type)) {
					return true;
				}
			}
			return false;
		}

	}

	/**
	 * What one mapper of Jackson says of types. Its two generations differ in the names
	 * of their classes: what is to be concluded from their answers is in
	 * {@link JacksonNames}.
	 */
	interface Types {

		/**
		 * Returns the value that a body as a whole is.
		 * @param type the type that it is read into
		 */
		Value root(Type type) throws IOException;

		/**
		 * Returns the name that stands around a body as a whole.
		 * @param type the type that it is read into
		 * @return the name, or {@code null} if there is none
		 */
		@Nullable String rootName(Type type);

		Kind kind(Value value);

		/** Returns what a container or reference is said to hold. */
		Value content(Value value) throws IOException;

		/** Returns what a reference holds, or {@code null}. */
		@Nullable Object referenced(Value value, Object reference);

		/** Returns whether the only element of an array may be sent without the array. */
		boolean isLooseArray(Value value);

		/** Returns the value as one of a subclass, without the name of its type. */
		Value as(Value value, Class<?> actual) throws IOException;

		/** Returns the names of a type that are read as a class. */
		Collection<String> typeNames(Value value, Class<?> actual) throws IOException;

		/** Returns the name that is read as a key of a map, or {@code null}. */
		@Nullable String keyName(Value map, Object key) throws IOException;

		/** Returns what an object is written as, in terms of Java. */
		@Nullable Object written(Object object);

		Bean bean(Value value, UnaryOperator<String> spelling) throws IOException;

		/** Kinds of values. */
		enum Kind {

			/** An object with members of names that are known. */
			OBJECT,

			/** The same, sent as an array. */
			OBJECT_AS_ARRAY,

			/** A list, a set or an array. */
			ARRAY,

			/** A map. */
			MAP,

			/** What holds one value, such as an {@code Optional}. */
			REFERENCE,

			/** Whatever is sent. */
			UNTYPED,

			/** What is read as a whole. */
			OTHER

		}

		/**
		 * A value, in terms of Jackson.
		 *
		 * @param type the type
		 * @param raw the class of the type
		 * @param reader what reads it
		 * @param typing what reads the name of its type, or {@code null}
		 * @param inclusion how the name of its type is sent, or {@code null}
		 * @param property the property that has it, or {@code null}
		 */
		record Value(Object type, Class<?> raw, Object reader, @Nullable Object typing, @Nullable As inclusion,
				@Nullable Object property) {

		}

		/**
		 * An object with members.
		 *
		 * @param type the class that the members are read into, a builder for instance
		 * @param properties the members in their order
		 * @param rest the members of all other names, or {@code null} if there are none
		 * @param delegate what the object is made of as a whole, or {@code null}
		 * @param alwaysDelegates whether there is no other way
		 * @param whole whether the object is always sent as a whole, not by its ID
		 * sometimes
		 */
		record Bean(Class<?> type, List<Property> properties, @Nullable Property rest, @Nullable Value delegate,
				boolean alwaysDelegates, boolean whole) {

		}

		/**
		 * A member.
		 *
		 * @param field the name of its field, or {@code null}
		 * @param getter the name that its getter stands for, or {@code null}
		 * @param implicit its name in Java, as Jackson sees it, or {@code null}
		 * @param name the name that is sent
		 * @param value the value
		 * @param unwrapped how the members of the value are spelt where they stand in the
		 * place of the member; {@code null} if they don't
		 * @param pattern the pattern of a date or time, or {@code null}
		 */
		record Property(@Nullable String field, @Nullable String getter, @Nullable String implicit, String name,
				Value value, @Nullable UnaryOperator<String> unwrapped, @Nullable String pattern) {

		}

	}

}
