package dev.mishap.internal.input;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.mishap.internal.input.Way.Node;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ConcurrentLruCache;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.support.BindParamNameResolver;

/** A library that reads bodies, as far as errors need to know it. */
interface BodyLanguage {

	/**
	 * Returns the names in bodies that a converter or codec reads.
	 * @param codec the converter or codec
	 * @return the names, or {@code null} if it is not of this library, or the library
	 * does not tell them
	 */
	@Nullable Names names(Object codec);

	/**
	 * Returns what an exception of this library means.
	 * @param exception what the converter or codec failed with
	 * @param codec the converter or codec, or {@code null} if it is not known
	 * @param type the type that the body was read into, or {@code null} if it is not
	 * known
	 * @return the failure, or {@code null} if the exception is not of this library
	 */
	@Nullable Failure failure(Throwable exception, @Nullable Object codec, @Nullable ResolvableType type);

	/** Names under which input is sent: those of JSON for instance, or of a form. */
	@FunctionalInterface
	interface Names {

		/**
		 * Returns the input as a whole.
		 * @param type the type that it is read into
		 */
		Node root(ResolvableType type);

	}

	/**
	 * Why a body could not be read, in terms that do not depend on the library.
	 *
	 * @param kind what is wrong
	 * @param path the way to the place
	 * @param target the class that was expected there, or {@code null} if it is not known
	 * @param pattern the pattern of a date or time that was expected there, or
	 * {@code null}
	 * @param allowed the values that are accepted there, none if there is no list
	 * @param line the line, 0 if it is not known
	 * @param column the column, 0 if it is not known
	 * @param value the value that was sent, or {@code null} if it is not known
	 * @param cause what code of the application threw, or {@code null}
	 */
	record Failure(Kind kind, ClientPath path, @Nullable Class<?> target, @Nullable String pattern,
			List<Object> allowed, int line, int column, @Nullable Object value, @Nullable Throwable cause) {

		Failure(Kind kind, int line, int column) {
			this(kind, ClientPath.ROOT, null, null, List.of(), line, column, null, null);
		}

		/** Kinds of failures. */
		enum Kind {

			/** There is no body. */
			EMPTY,

			/** The body breaks the syntax of its format. */
			SYNTAX,

			/** The characters are not in the encoding that they should be in. */
			ENCODING,

			/** It ends too early. */
			CUT,

			/** It did not arrive. */
			TRANSFER,

			/** Its nesting is too deep. */
			TOO_DEEP,

			/** It has a number with too many digits. */
			NUMBER_TOO_LONG,

			/** It has a member name that is too long. */
			NAME_TOO_LONG,

			/** It, or a string in it, is too long. */
			TOO_LARGE,

			/** It breaks another limit of the parser. */
			LIMIT,

			/** A value is of the wrong type. */
			WRONG_TYPE,

			/** A number is too large or too small for its field. */
			OUT_OF_RANGE,

			/** A value is not one of those that are accepted. */
			UNKNOWN_VALUE,

			/** A member is not one of those that are known. */
			UNKNOWN_PROPERTY,

			/** The name of a member is not of the kind that is expected. */
			WRONG_NAME,

			/**
			 * An object does not say of which kind it is, or of a kind that is not known.
			 */
			UNKNOWN_KIND,

			/** A value is null. */
			NULL,

			/** A member is missing. */
			MISSING,

			/** A member is missing or null: which one is not known. */
			NO_VALUE,

			/** Code of the application did not accept a value. */
			REFUSED

		}

	}

	/**
	 * The names of properties in Java: for bodies whose library does not tell its names,
	 * and for fields of forms, where {@code @BindParam} may change them.
	 */
	final class JavaNames implements BodyLanguage.Names {

		static final JavaNames OF_PROPERTIES = new JavaNames((type) -> Map.of());

		private static final int MAX_FORMS = 256;

		private static final BindParamNameResolver RESOLVER = new BindParamNameResolver();

		/** By the names of properties, those that are sent for them where they differ. */
		private final Function<Class<?>, Map<String, String>> renamed;

		private JavaNames(Function<Class<?>, Map<String, String>> renamed) {
			this.renamed = renamed;
		}

		/** Returns the names in forms and queries that are bound to an object. */
		static JavaNames ofForms() {
			return new JavaNames(new ConcurrentLruCache<>(MAX_FORMS, JavaNames::boundParameters)::get);
		}

		/** {@code getName}, {@code isName} and {@code name} → {@code name}. */
		static String ofGetter(String method) {
			for (String prefix : new String[] { "get", "is" }) {
				if (method.startsWith(prefix) && method.length() > prefix.length()) {
					return StringUtils.uncapitalizeAsProperty(method.substring(prefix.length()));
				}
			}
			return method;
		}

		@Override
		public Node root(ResolvableType type) {
			return new ValueNode(type);
		}

		private static Map<String, String> boundParameters(Class<?> type) {
			Map<String, String> renamed = new HashMap<>();
			try {
				Constructor<?> constructor = BeanUtils.getResolvableConstructor(type);
				@Nullable String[] names = BeanUtils.getParameterNames(constructor);
				for (int i = 0; i < names.length; i++) {
					String name = names[i];
					String sent = (name != null)
							? RESOLVER.resolveName(MethodParameter.forFieldAwareConstructor(constructor, i, name))
							: null;
					if (name != null && sent != null) {
						renamed.put(name, sent);
					}
				}
			}
			catch (IllegalStateException ignored) {
				// a class without a constructor to bind: its setters keep their names
			}
			return renamed;
		}

		/** A value of a type. */
		final class ValueNode implements Node {

			private final ResolvableType declared;

			ValueNode(ResolvableType declared) {
				this.declared = declared;
			}

			ResolvableType type() {
				return this.declared;
			}

			@Override
			public Shape shape(@Nullable Class<?> actual, @Nullable Object value) {
				ResolvableType type = (actual == null || this.declared.resolve() == actual) ? this.declared
						: ResolvableType.forClass(actual);
				Class<?> resolved = type.resolve();
				if (resolved == null) {
					return new Properties(type, Object.class);
				}
				if (Optional.class == resolved) {
					Object held = (value instanceof Optional<?> optional) ? optional.orElse(null) : null;
					return new Shape.Around(null, new ValueNode(this.declared.as(Optional.class).getGeneric(0)), held);
				}
				if (resolved.isArray()) {
					return new Shape.Elements(new ValueNode(type.getComponentType()), true, false);
				}
				if (Collection.class.isAssignableFrom(resolved)) {
					return new Shape.Elements(new ValueNode(argument(Collection.class, type, 0)), true, false);
				}
				if (Map.class.isAssignableFrom(resolved)) {
					return new Shape.Entries(new ValueNode(argument(Map.class, type, 1)), String::valueOf);
				}
				return new Properties(type, resolved);
			}

			/**
			 * What a list holds is said by the type of the field, rather than by its
			 * class.
			 */
			private ResolvableType argument(Class<?> container, ResolvableType actual, int index) {
				Class<?> resolved = this.declared.resolve(Object.class);
				return (container.isAssignableFrom(resolved) ? this.declared : actual).as(container).getGeneric(index);
			}

		}

		/** The properties of a class. */
		private final class Properties implements Node.Members {

			private final ResolvableType type;

			private final Class<?> resolved;

			Properties(ResolvableType type, Class<?> resolved) {
				this.type = type;
				this.resolved = resolved;
			}

			@Override
			public Node.Member ofProperty(String property) {
				Map<String, String> renamed = JavaNames.this.renamed.apply(this.resolved);
				String name = renamed.getOrDefault(property, property);
				Field field = ReflectionUtils.findField(this.resolved, propertyOf(name, renamed));
				return new Node.Member(name, new ValueNode(
						(field != null) ? ResolvableType.forField(field, this.type) : ResolvableType.NONE));
			}

			/**
			 * Where a constructor takes a property, Spring itself names it as it was
			 * sent.
			 */
			private static String propertyOf(String name, Map<String, String> renamed) {
				for (Map.Entry<String, String> entry : renamed.entrySet()) {
					if (name.equals(entry.getValue())) {
						return entry.getKey();
					}
				}
				return name;
			}

			@Override
			public Node.@Nullable Member named(String name) {
				return null;
			}

		}

	}

}
