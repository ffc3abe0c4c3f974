package dev.mishap.internal.input;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A value in the input, as the library sees it that reads it: what it is made of, and
 * under which names its parts are sent.
 */
@FunctionalInterface
interface Node {

	/** A value that is read as a whole: nothing in it has a place of its own. */
	Node WHOLE = (actual, value) -> Shape.WHOLE;

	/**
	 * Returns what the value is made of.
	 * @param actual the class that was made of it, which may be a subclass of what the
	 * type says; {@code null} if it is not known
	 * @param value what was made of it, or {@code null} if it is not at hand
	 */
	Shape shape(@Nullable Class<?> actual, @Nullable Object value);

	/** What a value is made of. */
	sealed interface Shape permits Shape.Whole, Shape.Around, Shape.Elements, Shape.Entries, Members {

		/** Nothing in it has a place of its own. */
		Shape WHOLE = new Whole();

		/** A value that is read as a whole. */
		record Whole() implements Shape {

		}

		/**
		 * Something that stands around the value proper.
		 *
		 * @param step the name or index that is sent for it, as for the name of a type;
		 * {@code null} if nothing is, as for an {@code Optional}
		 * @param inner the value proper
		 * @param held what was made of the value proper, if that is another object
		 */
		record Around(@Nullable Object step, Node inner, @Nullable Object held) implements Shape {

		}

		/**
		 * An array.
		 *
		 * @param element what each of its elements is
		 * @param counted whether an element has the same index here and there; a set
		 * keeps no order and no duplicates
		 * @param loose whether the only element may be sent without the array
		 */
		record Elements(Node element, boolean counted, boolean loose) implements Shape {

		}

		/**
		 * An object whose members are entries of a map.
		 *
		 * @param value what each of the values is
		 * @param names the names of the keys
		 */
		record Entries(Node value, KeyNames names) implements Shape {

		}

	}

	/** An object with members that are known. */
	non-sealed interface Members extends Shape {

		/**
		 * Returns a member by its name in Java.
		 * @param property the property
		 * @return the member, or {@code null} if the input has none for it
		 */
		@Nullable Member ofProperty(String property);

		/**
		 * Returns a member by the name that is sent.
		 * @param name the name
		 * @return the member, or {@code null} if none is read under this name
		 */
		@Nullable Member named(String name);

		/**
		 * Returns the member in which an object of a class is read, among those that
		 * exceptions of the library do not name.
		 * @param type the class
		 * @return the member; {@code null} if there is none, or more than one
		 */
		default @Nullable Member unnamed(Class<?> type) {
			return null;
		}

		/**
		 * Returns whether the members are read into objects of a class.
		 * @param type the class
		 */
		default boolean isReadInto(Class<?> type) {
			return true;
		}

	}

	/**
	 * Member of an object.
	 *
	 * @param step the name, or the index where the members are sent as an array;
	 * {@code null} if the parts of the value stand in its place
	 * @param value the value
	 * @param pattern the pattern of a date or time that is expected, or {@code null}
	 */
	record Member(@Nullable Object step, Node value, @Nullable String pattern) {

		Member(@Nullable Object step, Node value) {
			this(step, value, null);
		}

	}

	/** The names under which the keys of a map are sent. */
	@FunctionalInterface
	interface KeyNames {

		/** Keys that are sent as they are. */
		KeyNames PLAIN = (key) -> (key instanceof String text) ? text : null;

		/**
		 * Returns the name that is read as a key.
		 * @param key the key of the {@link Map}
		 * @return the name, or {@code null} if it is not known
		 */
		@Nullable String of(Object key);

	}

}
