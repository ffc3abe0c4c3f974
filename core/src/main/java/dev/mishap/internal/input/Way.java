package dev.mishap.internal.input;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.mishap.internal.input.BodyLanguage.JavaNames;
import dev.mishap.internal.input.Way.Node.Member;
import dev.mishap.internal.input.Way.Node.Members;
import dev.mishap.internal.input.Way.Node.Shape;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The way from a value in the input to a part of it, gone step by step. It ends at the
 * last place that is certain to be in what was sent: a step that has no place there leads
 * no further, and neither do those after it.
 */
final class Way {

	private ClientPath path = ClientPath.ROOT;

	/** What is at the end of the way; {@link Node#WHOLE} if it leads no further. */
	private Node node;

	private @Nullable Class<?> type;

	private @Nullable Object value;

	private @Nullable Member last;

	/**
	 * Starts at a value.
	 * @param node the value as it was sent
	 * @param value what was made of it, or {@code null} if it is not at hand
	 */
	Way(Node node, @Nullable Object value) {
		this.node = node;
		at(value);
	}

	/**
	 * Returns the way to a part.
	 * @param node the value as it was sent
	 * @param value what was made of it, or {@code null} if it is not at hand
	 * @param steps the steps to the part
	 */
	static ClientPath to(Node node, @Nullable Object value, List<Step> steps) {
		Way way = new Way(node, value);
		for (Step step : steps) {
			way.step(step);
		}
		return way.path();
	}

	ClientPath path() {
		return this.path;
	}

	/** Returns the member that the last step led to, or {@code null}. */
	@Nullable Member last() {
		return this.last;
	}

	/** Returns whether a file is at the end of the way. */
	boolean isAtFile() {
		return this.node instanceof JavaNames.ValueNode value && InputSource.isFile(value.type());
	}

	/** Goes one step in the names of Java. */
	void step(Step step) {
		this.last = null;
		if (step instanceof Step.Property property) {
			property(property.name());
		}
		else if (step instanceof Step.Element element) {
			element(element);
		}
		else if (step instanceof Step.Content content) {
			content(content);
		}
	}

	/**
	 * Goes one step in the names of the input.
	 * @param step the step
	 * @return what has become of it
	 */
	Outcome sent(Reference step) {
		Class<?> from = step.from();
		this.last = null;
		this.type = from;
		Shape shape = enter();
		while (shape instanceof Members members && from != null && !members.isReadInto(from)) {
			Member unnamed = members.unnamed(from);
			if (unnamed == null) {
				return Outcome.LOST;
			}
			go(unnamed, null);
			this.type = from;
			shape = enter();
		}
		String name = step.name();
		if (shape instanceof Members members && name != null) {
			Member member = members.named(name);
			if (member == null) {
				return Outcome.UNKNOWN;
			}
			go(member, null);
			return Outcome.GONE;
		}
		if (shape instanceof Shape.Entries entries && name != null) {
			go(this.path.element(name), entries.value(), null);
			return Outcome.GONE;
		}
		if (shape instanceof Shape.Elements elements && elements.counted() && name == null
				&& !(elements.loose() && step.index() == 0)) {
			go(this.path.element(step.index()), elements.element(), null);
			return Outcome.GONE;
		}
		return Outcome.LOST;
	}

	private void property(String name) {
		Shape shape = enter();
		go((shape instanceof Members members) ? members.ofProperty(name) : null, valueOf(this.value, name));
	}

	private void element(Step.Element step) {
		Shape shape = enter();
		if (shape instanceof Members) {
			// a container of the application's: one of its properties has the elements
			Field field = holder(step);
			if (field == null) {
				end();
				return;
			}
			property(field.getName());
			shape = enter();
		}
		Object key = step.key();
		if (shape instanceof Shape.Entries entries) {
			String name = (key != null) ? entries.names().of(key) : null;
			boolean ofKey = step.container() != null && Map.class.isAssignableFrom(step.container())
					&& step.argument() == 0;
			go((name != null) ? this.path.element(name) : this.path.anyElement(), ofKey ? Node.WHOLE : entries.value(),
					elementOf(this.value, key));
		}
		else if (shape instanceof Shape.Elements elements) {
			boolean alone = this.value instanceof Collection<?> collection && collection.size() == 1;
			boolean counted = elements.counted() && key instanceof Integer && !(elements.loose() && alone);
			go((counted && key != null) ? this.path.element(key) : this.path.anyElement(), elements.element(),
					elementOf(this.value, key));
		}
		else {
			end();
		}
	}

	private void content(Step.Content step) {
		Class<?> container = step.container();
		if (!(enter() instanceof Members members)
				|| !((this.type != null) ? container.isAssignableFrom(this.type) : members.isReadInto(container))) {
			// nothing is sent for the container: the way is at the content already
			return;
		}
		TypeVariable<?> parameter = parameter(container, step.argument());
		Field field = only(container, (candidate) -> mentions(candidate.getGenericType(), parameter));
		if (field != null) {
			property(field.getName());
		}
		else {
			end();
		}
	}

	/** Passes what stands around the value proper. */
	private Shape enter() {
		Shape shape = this.node.shape(this.type, this.value);
		while (shape instanceof Shape.Around around) {
			if (around.step() instanceof String name) {
				this.path = this.path.member(name);
			}
			else if (around.step() != null) {
				this.path = this.path.element(around.step());
			}
			this.node = around.inner();
			if (around.held() != null) {
				at(around.held());
			}
			shape = this.node.shape(this.type, this.value);
		}
		return shape;
	}

	private void go(@Nullable Member member, @Nullable Object value) {
		if (member == null) {
			end();
			return;
		}
		ClientPath path = this.path;
		if (member.step() instanceof String name) {
			path = path.member(name);
		}
		else if (member.step() != null) {
			path = path.element(member.step());
		}
		go(path, member.value(), value);
		this.last = member;
	}

	private void go(ClientPath path, Node node, @Nullable Object value) {
		this.path = path;
		this.node = node;
		at(value);
	}

	private void at(@Nullable Object value) {
		this.value = value;
		this.type = (value != null) ? value.getClass() : null;
	}

	private void end() {
		go(this.path, Node.WHOLE, null);
	}

	/** Returns what has the elements of an object that is no container itself. */
	private @Nullable Field holder(Step.Element step) {
		Class<?> container = step.container();
		if (this.type == null || container == null) {
			return null;
		}
		if (container.isAssignableFrom(this.type)) {
			return only(container, (field) -> {
				Class<?> type = field.getType();
				boolean holds = type.isArray() || Iterable.class.isAssignableFrom(type)
						|| Map.class.isAssignableFrom(type);
				return holds && mentions(field.getGenericType(), parameter(container, step.argument()));
			});
		}
		// the value is in a wrapper that leaves no trace in the path
		Object wrapper = this.value;
		return only(this.type, (field) -> container.isInstance(valueOf(wrapper, field.getName())));
	}

	private static @Nullable Field only(Class<?> type, Predicate<Field> condition) {
		List<Field> found = new ArrayList<>();
		ReflectionUtils.doWithFields(type, found::add,
				(field) -> !Modifier.isStatic(field.getModifiers()) && condition.test(field));
		return (found.size() == 1) ? found.get(0) : null;
	}

	private static @Nullable TypeVariable<?> parameter(Class<?> type, int index) {
		TypeVariable<?>[] parameters = type.getTypeParameters();
		return (index >= 0 && index < parameters.length) ? parameters[index] : null;
	}

	private static boolean mentions(Type type, @Nullable TypeVariable<?> variable) {
		if (type instanceof ParameterizedType parameterized) {
			return Arrays.stream(parameterized.getActualTypeArguments()).anyMatch((arg) -> mentions(arg, variable));
		}
		if (type instanceof GenericArrayType array) {
			return mentions(array.getGenericComponentType(), variable);
		}
		if (type instanceof WildcardType wildcard) {
			return Arrays.stream(wildcard.getUpperBounds()).anyMatch((bound) -> mentions(bound, variable));
		}
		return type.equals(variable);
	}

	private static @Nullable Object elementOf(@Nullable Object container, @Nullable Object key) {
		if (container instanceof Map<?, ?> map) {
			try {
				return (key != null) ? map.get(key) : null;
			}
			catch (RuntimeException ignored) {
				// a sorted map may compare with keys of its own type only
				return null;
			}
		}
		if (!(key instanceof Integer index) || container == null || index < 0) {
			return null;
		}
		if (container instanceof List<?> list) {
			return (index < list.size()) ? list.get(index) : null;
		}
		boolean inArray = container.getClass().isArray() && index < Array.getLength(container);
		return inArray ? Array.get(container, index) : null;
	}

	/** Returns the value of a property, {@code null} if it cannot be had. */
	private static @Nullable Object valueOf(@Nullable Object bean, String property) {
		if (bean == null) {
			return null;
		}
		try {
			Field field = ReflectionUtils.findField(bean.getClass(), property);
			if (field != null) {
				ReflectionUtils.makeAccessible(field);
				return field.get(bean);
			}
			var descriptor = BeanUtils.getPropertyDescriptor(bean.getClass(), property);
			Method getter = (descriptor != null) ? descriptor.getReadMethod() : null;
			return (getter != null) ? getter.invoke(bean) : null;
		}
		catch (ReflectiveOperationException | RuntimeException ignored) {
			// what cannot be looked into costs the names below it, not the whole answer
			return null;
		}
	}

	/**
	 * A step in the names of the input, as an exception knows it.
	 *
	 * @param from the class of the object that has it, or {@code null}
	 * @param name the name of the member, or {@code null}
	 * @param index the index of the element
	 */
	record Reference(@Nullable Class<?> from, @Nullable String name, int index) {

		boolean isOfMap() {
			return this.from != null && Map.class.isAssignableFrom(this.from);
		}

	}

	/** What has become of a step. */
	enum Outcome {

		/** The way is a step longer. */
		GONE,

		/** The object that the way leads to has no member of that name. */
		UNKNOWN,

		/** The way does not lead to what has the part. */
		LOST

	}

	/** One step from an object to a part of it, in the names of Java. */
	sealed interface Step {

		/**
		 * Returns the steps of a path in Spring's notation, {@code items[0].price}.
		 * @param path the path
		 */
		static List<Step> parse(String path) {
			List<Step> steps = new ArrayList<>();
			int i = 0;
			while (i < path.length()) {
				char c = path.charAt(i);
				int end;
				if (c == '[') {
					end = path.indexOf(']', i);
					end = (end < 0) ? path.length() : end;
					steps.add(element(path.substring(i + 1, end)));
					i = end + 1;
				}
				else if (c == '.') {
					i++;
				}
				else {
					end = i;
					while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
						end++;
					}
					steps.add(new Property(path.substring(i, end)));
					i = end;
				}
			}
			return steps;
		}

		private static Step element(String text) {
			if (text.isEmpty()) {
				return new Element(null, null, 0);
			}
			if (text.length() < 10 && text.chars().allMatch((c) -> c >= '0' && c <= '9')) {
				return new Element(Integer.valueOf(text), null, 0);
			}
			boolean quoted = text.length() > 1 && (text.charAt(0) == '\'' || text.charAt(0) == '"')
					&& text.charAt(text.length() - 1) == text.charAt(0);
			return new Element(quoted ? text.substring(1, text.length() - 1) : text, null, 0);
		}

		/**
		 * To a property of a bean.
		 *
		 * @param name the name of the property
		 */
		record Property(String name) implements Step {

		}

		/**
		 * To an element of a container.
		 *
		 * @param key the index or the key; {@code null} where the container, a set for
		 * instance, has none
		 * @param container the class of the container, or {@code null} if it is not known
		 * @param argument which of its type arguments the element is of: of a map, 0
		 * means the key itself
		 */
		record Element(@Nullable Object key, @Nullable Class<?> container, int argument) implements Step {

		}

		/**
		 * To the content of a container that holds one value, such as an
		 * {@code Optional}.
		 *
		 * @param container the class of the container
		 * @param argument which of its type arguments the content is of
		 */
		record Content(Class<?> container, int argument) implements Step {

		}

	}

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
		 * @param actual the class that was made of it, which may be a subclass of what
		 * the type says; {@code null} if it is not known
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
			 * @param step the name or index that is sent for it, as for the name of a
			 * type; {@code null} if nothing is, as for an {@code Optional}
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

}
