package dev.mishap.internal.input;

import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.mishap.Violation.Location;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.http.codec.multipart.Part;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.MatrixVariable;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.multipart.MultipartFile;

/**
 * Where in the request an argument of a handler comes from.
 *
 * @param location the kind of place
 * @param name the name that the client uses for it; empty for a body, and for what
 * several parameters make up
 * @param type the type of the argument
 * @param entries whether it is a map, each of whose keys names a parameter
 */
record InputSource(Location location, String name, ResolvableType type, boolean entries) {

	private static final Set<Class<? extends Annotation>> OF_SERVER = Set.of(RequestAttribute.class,
			SessionAttribute.class, Value.class);

	/** By name, because a reactive application does not have the Servlet API. */
	private static final String SERVLET_PART = "jakarta.servlet.http.Part";

	/** {@code null} where Reactive Streams are not on the class path. */
	private static final @Nullable Class<?> PUBLISHER = ClassUtils.isPresent("org.reactivestreams.Publisher",
			InputSource.class.getClassLoader())
					? ClassUtils.resolveClassName("org.reactivestreams.Publisher", InputSource.class.getClassLoader())
					: null;

	private InputSource(Location location, String name, ResolvableType type) {
		this(location, name, type, false);
	}

	/**
	 * Returns the source of a body.
	 * @param type the type that it is read into
	 */
	static InputSource body(ResolvableType type) {
		return new InputSource(Location.BODY, "", type);
	}

	/**
	 * Returns the source of an object that is bound from parameters.
	 * @param target the object, or {@code null} if it could not be made
	 */
	static InputSource form(@Nullable Object target) {
		return new InputSource(Location.PARAMETER, "",
				(target != null) ? ResolvableType.forInstance(target) : ResolvableType.NONE);
	}

	/**
	 * Returns the source of an argument.
	 * @param parameter the parameter
	 * @return the source, or {@code null} if the argument is none of the client's
	 */
	static @Nullable InputSource of(MethodParameter parameter) {
		ResolvableType type = content(ResolvableType.forMethodParameter(parameter));
		for (Annotation annotation : parameter.getParameterAnnotations()) {
			if (OF_SERVER.contains(annotation.annotationType())) {
				return null;
			}
			InputSource source = of(annotation, parameter, type);
			if (source != null) {
				return source;
			}
		}
		if (HttpEntity.class.isAssignableFrom(parameter.getParameterType())) {
			return body(type.as(HttpEntity.class).getGeneric(0));
		}
		if (isFile(type)) {
			return new InputSource(Location.PART, name(parameter, ""), type);
		}
		Class<?> simple = parameter.nestedIfOptional().getNestedParameterType();
		return new InputSource(Location.PARAMETER, BeanUtils.isSimpleProperty(simple) ? name(parameter, "") : "", type);
	}

	private static @Nullable InputSource of(Annotation annotation, MethodParameter parameter, ResolvableType type) {
		if (annotation instanceof RequestBody) {
			return body(type);
		}
		if (annotation instanceof ModelAttribute) {
			return new InputSource(Location.PARAMETER, "", type);
		}
		if (annotation instanceof RequestPart part) {
			return new InputSource(Location.PART, name(parameter, part.name(), part.value()), type);
		}
		if (annotation instanceof RequestParam param) {
			return named(isFile(type) ? Location.PART : Location.PARAMETER, parameter, type, param.name(),
					param.value());
		}
		if (annotation instanceof RequestHeader header) {
			return named(Location.HEADER, parameter, type, header.name(), header.value());
		}
		if (annotation instanceof CookieValue cookie) {
			return named(Location.COOKIE, parameter, type, cookie.name(), cookie.value());
		}
		if (annotation instanceof PathVariable variable) {
			return named(Location.PATH, parameter, type, variable.name(), variable.value());
		}
		if (annotation instanceof MatrixVariable variable) {
			return named(Location.PATH, parameter, type, variable.name(), variable.value());
		}
		return null;
	}

	/** Without a name of its own, a map has all parameters of its kind. */
	private static InputSource named(Location location, MethodParameter parameter, ResolvableType type,
			String... given) {
		boolean entries = Map.class.isAssignableFrom(parameter.getParameterType())
				&& Stream.of(given).noneMatch(StringUtils::hasText);
		return new InputSource(location, entries ? "" : name(parameter, given), type, entries);
	}

	/**
	 * Returns whether a value is a file, or several.
	 * @param type the type of the value
	 */
	static boolean isFile(ResolvableType type) {
		Class<?> resolved = type.resolve();
		if (resolved == null) {
			return false;
		}
		if (resolved.isArray()) {
			return isFile(type.getComponentType());
		}
		for (Class<?> container : List.of(Collection.class, Optional.class)) {
			if (container.isAssignableFrom(resolved)) {
				return isFile(type.as(container).getGeneric(0));
			}
		}
		if (Map.class.isAssignableFrom(resolved)) {
			return isFile(type.as(Map.class).getGeneric(1));
		}
		return MultipartFile.class.isAssignableFrom(resolved) || Part.class.isAssignableFrom(resolved)
				|| SERVLET_PART.equals(resolved.getName());
	}

	/** Returns the type of what is awaited, where an argument is a promise of it. */
	private static ResolvableType content(ResolvableType type) {
		Class<?> resolved = type.resolve();
		return (PUBLISHER != null && resolved != null && PUBLISHER.isAssignableFrom(resolved))
				? type.as(PUBLISHER).getGeneric(0) : type;
	}

	private static String name(MethodParameter parameter, String... given) {
		for (String name : given) {
			if (StringUtils.hasText(name)) {
				return name;
			}
		}
		String name = parameter.getParameterName();
		return (name != null) ? name : "";
	}

	/** Returns whether the argument is an object that is bound from parameters. */
	boolean isForm() {
		return this.location == Location.PARAMETER && this.name.isEmpty() && !this.entries;
	}

	/** Returns whether the argument is the body as a whole. */
	boolean isBody() {
		return this.location == Location.BODY;
	}

	/**
	 * Returns whether the argument was read from a body, or from a part as from a body.
	 */
	boolean isRead() {
		return isBody() || (this.location == Location.PART && !isFile(this.type));
	}

	/** Returns the source of one of the parameters in a map. */
	InputSource entry(String name) {
		return new InputSource(this.location, name, this.type.as(Map.class).getGeneric(1));
	}

}
