package dev.mishap.internal.input;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.springframework.core.ResolvableType;

/**
 * A body of a random shape and the type that it is read into, with the pointers of what
 * is wrong in it.
 */
final class RandomBody {

	private static final List<String> KEYS = List.of("a", "b/c", "~d", "é ü", "", "0", "e%f");

	private final Random random;

	private final boolean snakeCase;

	private final Flaw flaw;

	/** Counts the places that may be wrong; at {@link #victim} something is. */
	private int places;

	private int victim = -1;

	private int ids;

	private final List<String> expected = new ArrayList<>();

	/** The nearest place that can be known, if not the place itself. */
	private final List<String> known = new ArrayList<>();

	private String knownUpTo;

	private Type type;

	private Object json;

	private RandomBody(Random random, boolean snakeCase, Flaw flaw) {
		this.random = random;
		this.snakeCase = snakeCase;
		this.flaw = flaw;
	}

	static RandomBody of(long seed, boolean snakeCase, Flaw flaw) {
		RandomBody counting = make(seed, snakeCase, flaw, -1);
		int victim = (flaw == Flaw.NONE) ? -1 : new Random(seed ^ 0x5DEECE66DL).nextInt(counting.places);
		return make(seed, snakeCase, flaw, victim);
	}

	private static RandomBody make(long seed, boolean snakeCase, Flaw flaw, int victim) {
		Random random = new Random(seed);
		RandomBody body = new RandomBody(random, snakeCase, flaw);
		body.victim = victim;
		Shape shape = body.object(body.shape(1 + random.nextInt(4)));
		body.type = shape.type;
		body.json = shape.content.write("");
		return body;
	}

	Type type() {
		return this.type;
	}

	Object json() {
		return this.json;
	}

	/** Returns the pointer of what is wrong. */
	String expected() {
		return this.expected.get(0);
	}

	/** Returns the pointer of the nearest place that a bound object tells of. */
	String known() {
		return this.known.get(0);
	}

	/** What is wrong with a body. */
	enum Flaw {

		/** Nothing. */
		NONE,

		/** A number is too small. */
		CONSTRAINT,

		/** A member is missing. */
		MISSING,

		/** A text stands where a number belongs. */
		WRONG_TYPE,

		/** A number does not fit. */
		OUT_OF_RANGE,

		/** An object stands where a text belongs. */
		WRONG_KIND,

		/** Null stands where a number belongs. */
		NULL,

		/** There is a member too many. */
		UNKNOWN,

		/** The application does not accept a value. */
		REFUSED;

		boolean isReadable() {
			return this == NONE || this == CONSTRAINT || this == MISSING;
		}

	}

	private record Shape(Type type, Content content, boolean object) {

		Shape(Class<?> type, Shape inner, Content content) {
			this(generic(type, inner.type()), content, true);
		}

	}

	@FunctionalInterface
	private interface Content {

		Object write(String at);

	}

	private static Type generic(Class<?> type, Type argument) {
		return ResolvableType.forClassWithGenerics(type, ResolvableType.forType(argument)).getType();
	}

	private static Map<String, Object> object(Object... namesAndValues) {
		Map<String, Object> object = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			object.put((String) namesAndValues[i], namesAndValues[i + 1]);
		}
		return object;
	}

	/** A body as a whole is an object, as Bean Validation starts from one. */
	private Shape object(Shape shape) {
		return shape;
	}

	private static String step(String at, Object step) {
		return at + "/" + step.toString().replace("~", "~0").replace("/", "~1");
	}

	private String name(String property) {
		return this.snakeCase ? property.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT)
				: property;
	}

	/** Writes a member with something in it. */
	private Object member(Map<String, Object> object, String at, String name, Content content) {
		object.put(name, content.write(step(at, name)));
		return object;
	}

	private Shape shape(int depth) {
		if (depth == 0) {
			return leaf();
		}
		Shape inner = shape(depth - 1);
		return switch (this.random.nextInt(41)) {
			case 0 -> simple(Shapes.OfRecord.class, inner, name("theInner"));
			case 1 -> simple(Shapes.OfBean.class, inner, name("theInner"));
			case 2 -> simple(Shapes.OfField.class, inner, "x y/z~");
			case 3 -> simple(Shapes.OfConstructor.class, inner, "wrapped");
			case 4 -> list(Shapes.Derived.class, inner, "inherited");
			case 5, 6 -> list(Shapes.OfList.class, inner, name("theItems"));
			case 7 -> new Shape(Shapes.OfLists.class, inner, (at) -> member(object(), at, name("theItems"),
					(items) -> elements(items, (item) -> elements(item, inner.content()))));
			case 8 -> list(Shapes.OfArray.class, inner, name("theItems"));
			case 9 -> new Shape(Shapes.OfSet.class, inner, (at) -> member(object(), at, name("theItems"),
					(items) -> upTo(items, () -> elements(items, inner.content()))));
			case 10 -> map(Shapes.OfMap.class, inner, KEYS);
			case 11 -> map(Shapes.OfEnumKeys.class, inner, List.of("RED", "light-green"));
			case 12 -> map(Shapes.OfEnumMap.class, inner, List.of("RED", "light-green"));
			case 13 -> map(Shapes.OfNumberKeys.class, inner, List.of("1", "2", "-3"));
			case 14 -> new Shape(Shapes.OfOwnKeys.class, inner, (at) -> member(object(), at, name("theItems"),
					(items) -> entries(items, List.of("1-a", "2-b"), (item) -> elements(item, inner.content()))));
			case 15 -> simple(Shapes.OfOptional.class, inner, name("theInner"));
			case 16 -> list(Shapes.OfOptionals.class, inner, name("theItems"));
			case 17 -> simple(Shapes.OfReference.class, inner, name("theInner"));
			case 18 -> new Shape(Shapes.OfBox.class, inner, (at) -> member(object(), at, name("theBox"),
					(box) -> member(object(), box, name("boxContent"), inner.content())));
			case 19 -> new Shape(Shapes.OfBoxes.class, inner,
					(at) -> member(object(), at, name("theBoxes"),
							(boxes) -> entries(boxes, KEYS, (box) -> member(object(), box, name("boxContent"),
									(items) -> elements(items, inner.content())))));
			case 20 -> simple(Shapes.OfChanged.class, inner, name("theChange"));
			case 21 -> new Shape(Shapes.OfPage.class, inner,
					(at) -> member(object(), at, name("thePage"), (page) -> member(object(name("pageNumber"), 1), page,
							name("pageContent"), (items) -> elements(items, inner.content()))));
			case 22 -> list(Shapes.OfBasket.class, inner, name("theBasket"));
			case 23 -> new Shape(Shapes.Built.class, inner, (at) -> {
				Map<String, Object> built = object();
				number(built, at, "built count");
				return member(built, at, name("theInner"), inner.content());
			});
			case 24 -> any(Shapes.AnyField.class, inner, "known");
			case 25 -> any(Shapes.AnyMethod.class, inner, null);
			case 26 -> any(Shapes.AnyParameter.class, inner, "known");
			case 27 -> unwrapping(inner);
			case 28 -> typed(Shapes.InProperty.class, inner, "type-id", "one", "two");
			case 29 -> typed(Shapes.InExisting.class, inner, "kindOf", "one", null);
			case 30 -> in(Shapes.OfRecord.class, new Shape(Shapes.InObject.class, inner, (at) -> member(object(), at,
					"the/one", (one) -> member(object(), one, name("theInner"), inner.content()))));
			case 31 -> in(Shapes.OfList.class, new Shape(Shapes.InArray.class, inner,
					(at) -> List.of("one", member(object(), step(at, 1), name("theInner"), inner.content()))));
			case 32 -> typed(Shapes.Deduced.class, inner, null, "one", "two");
			case 33 -> array(Shapes.TypedArray.class, inner,
					(at) -> List.of("one", List.of(inner.content().write(step(step(at, 1), 0)), 1)));
			case 34 -> external(Shapes.External.class, inner);
			case 35 -> external(Shapes.ExternalRecord.class, inner);
			case 36 -> array(Shapes.AsArray.class, inner, (at) -> {
				Object second = number(step(at, 0));
				return Arrays.asList(second, inner.content().write(step(at, 1)));
			});
			case 37 -> array(Shapes.BeanAsArray.class, inner,
					(at) -> Arrays.asList(inner.content().write(step(at, 0)), number(step(at, 1))));
			case 38 -> new Shape(Shapes.PropertyAsArray.class, inner, (at) -> member(object(), at, name("theInner"),
					(array) -> List.of(inner.content().write(step(array, 0)), 1)));
			case 39 -> new Shape(Shapes.OfIdentified.class, inner,
					(at) -> member(object(), at, name("theThing"), (thing) -> upTo(thing,
							() -> member(object("id", ++this.ids), thing, name("theInner"), inner.content()))));
			case 40 -> new Shape(Shapes.OfLoose.class, inner, (at) -> member(object(), at, name("theItems"),
					(items) -> (this.random.nextBoolean() && inner.object())
							? upTo(items, () -> inner.content().write(items))
							: List.of(inner.content().write(step(items, 0)), inner.content().write(step(items, 1)))));
			default -> simple(Shapes.Abstraction.class, inner, "implemented");
		};
	}

	private static Shape array(Class<?> type, Shape inner, Content content) {
		return new Shape(generic(type, inner.type()), content, false);
	}

	private Shape in(Class<?> type, Shape inner) {
		return (type == Shapes.OfList.class) ? list(type, inner, name("theItems"))
				: simple(type, inner, name("theInner"));
	}

	private Shape simple(Class<?> type, Shape inner, String name) {
		return new Shape(type, inner, (at) -> member(object(), at, name, inner.content()));
	}

	private Shape list(Class<?> type, Shape inner, String name) {
		return new Shape(type, inner, (at) -> member(object(), at, name, (items) -> elements(items, inner.content())));
	}

	private Shape map(Class<?> type, Shape inner, List<String> keys) {
		return new Shape(type, inner,
				(at) -> member(object(), at, name("theItems"), (items) -> entries(items, keys, inner.content())));
	}

	private Shape any(Class<?> type, Shape inner, String known) {
		return new Shape(type, inner, (at) -> {
			Map<String, Object> any = object();
			for (String key : KEYS) {
				if (this.random.nextBoolean() || key.equals("a")) {
					member(any, at, key, inner.content());
				}
			}
			if (known != null) {
				any.put(known, 1);
			}
			return any;
		});
	}

	private Shape unwrapping(Shape inner) {
		return new Shape(Shapes.Unwrapping.class, inner, (at) -> {
			Map<String, Object> object = object();
			number(object, at, "home." + name("unitCount") + "/");
			leaf(object, at, "home.deep_", "/", true);
			member(object, at, "home." + name("theItems") + "/", (items) -> elements(items, inner.content()));
			object.put("known", 1);
			return object;
		});
	}

	private Shape typed(Class<?> type, Shape inner, String property, String one, String two) {
		return in(Shapes.OfList.class, new Shape(type, inner, (at) -> {
			Map<String, Object> object = object();
			boolean first = this.random.nextBoolean();
			boolean other = two != null && this.random.nextBoolean();
			if (property != null && first) {
				object.put(property, other ? two : one);
			}
			if (other) {
				if (property != null) {
					number(object, at, name("unitCount"));
				}
				member(object, at, name("theItems"), (items) -> elements(items, inner.content()));
			}
			else {
				member(object, at, name("theInner"), inner.content());
			}
			if (property != null && !first) {
				object.put(property, other ? two : one);
			}
			return object;
		}));
	}

	private Shape external(Class<?> type, Shape inner) {
		return new Shape(type, inner, (at) -> {
			Map<String, Object> object = object();
			boolean first = this.random.nextBoolean();
			boolean other = this.random.nextBoolean();
			if (first) {
				object.put("pay-kind", other ? "two" : "one");
			}
			member(object, at, "pay_with", (method) -> {
				Map<String, Object> content = object();
				if (!other) {
					return member(content, method, name("theInner"), inner.content());
				}
				number(content, method, name("unitCount"));
				return member(content, method, name("theItems"), (items) -> elements(items, inner.content()));
			});
			if (!first) {
				object.put("pay-kind", other ? "two" : "one");
			}
			return object;
		});
	}

	private Object elements(String at, Content content) {
		List<Object> elements = new ArrayList<>();
		int size = 1 + this.random.nextInt(3);
		for (int i = 0; i < size; i++) {
			elements.add(content.write(step(at, i)));
		}
		return elements;
	}

	private Object entries(String at, List<String> keys, Content content) {
		Map<String, Object> entries = object();
		for (String key : keys) {
			if (this.random.nextBoolean() || entries.isEmpty()) {
				member(entries, at, key, content);
			}
		}
		return entries;
	}

	/** Of what is in here, no more than the place of the whole is known. */
	private Object upTo(String at, java.util.function.Supplier<Object> content) {
		String before = this.knownUpTo;
		this.knownUpTo = (before != null) ? before : at;
		Object written = content.get();
		this.knownUpTo = before;
		return written;
	}

	private Shape leaf() {
		boolean bean = this.random.nextBoolean();
		return new Shape(bean ? Shapes.LeafBean.class : Shapes.Leaf.class, (at) -> {
			Map<String, Object> leaf = leaf(object(), at, "", "", bean);
			if (this.flaw == Flaw.UNKNOWN && isVictim(step(at, "sur/plus"))) {
				leaf.put("sur/plus", List.of(1));
			}
			return leaf;
		}, true);
	}

	private Map<String, Object> leaf(Map<String, Object> object, String at, String prefix, String suffix,
			boolean bean) {
		number(object, at, prefix + name("unitCount") + suffix);
		String text = prefix + "a/b ~c%é" + suffix;
		object.put(text, "abc");
		if (this.flaw == Flaw.WRONG_KIND && isVictim(step(at, text))) {
			object.put(text, Map.of("x", 1));
		}
		// a constructor refuses the whole, a setter its value
		if (this.flaw == Flaw.REFUSED && isVictim(bean ? step(at, text) : at)) {
			object.put(text, Shapes.REFUSED);
		}
		String required = prefix + name("requiredNumber") + suffix;
		if (!(this.flaw == Flaw.MISSING && isVictim(step(at, required)))) {
			object.put(required, this.places);
		}
		return object;
	}

	private void number(Map<String, Object> object, String at, String name) {
		object.put(name, number(step(at, name)));
	}

	/** Numbers differ, so that sets keep all of their elements. */
	private Object number(String at) {
		boolean ofNumber = this.flaw == Flaw.CONSTRAINT || this.flaw == Flaw.WRONG_TYPE
				|| this.flaw == Flaw.OUT_OF_RANGE || this.flaw == Flaw.NULL;
		if (!ofNumber || !isVictim(at)) {
			return 1 + this.places;
		}
		return switch (this.flaw) {
			case WRONG_TYPE -> "x";
			case OUT_OF_RANGE -> 99999999999L;
			case NULL -> null;
			default -> 0;
		};
	}

	private boolean isVictim(String at) {
		boolean victim = this.places++ == this.victim;
		if (victim) {
			this.expected.add(at);
			this.known.add((this.knownUpTo != null) ? this.knownUpTo : at);
		}
		return victim;
	}

}
