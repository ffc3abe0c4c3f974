package dev.mishap.internal.input;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ConcurrentLruCache;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.support.BindParamNameResolver;

/**
 * The names of properties in Java: for bodies whose library does not tell its names, and
 * for fields of forms, where {@code @BindParam} may change them.
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
						? RESOLVER.resolveName(MethodParameter.forFieldAwareConstructor(constructor, i, name)) : null;
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
		 * What a list holds is said by the type of the field, rather than by its class.
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
			return new Node.Member(name,
					new ValueNode((field != null) ? ResolvableType.forField(field, this.type) : ResolvableType.NONE));
		}

		/**
		 * Where a constructor takes a property, Spring itself names it as it was sent.
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
