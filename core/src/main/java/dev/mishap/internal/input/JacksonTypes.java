package dev.mishap.internal.input;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonTypeInfo.As;
import org.jspecify.annotations.Nullable;

/**
 * What one mapper of Jackson says of types. Its two generations differ in the names of
 * their classes: what is to be concluded from their answers is in {@link JacksonNames}.
 */
interface JacksonTypes {

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
	 * @param whole whether the object is always sent as a whole, not by its ID sometimes
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
