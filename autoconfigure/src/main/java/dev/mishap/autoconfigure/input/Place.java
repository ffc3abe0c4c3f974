package dev.mishap.autoconfigure.input;

import java.lang.annotation.Annotation;
import java.util.Set;

import dev.mishap.Violation.Location;
import jakarta.servlet.http.Part;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
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
 * @param name the name that the client uses for it; empty for a body and for an object
 * that is bound from several parameters
 * @param type the type of the argument
 */
record Place(Location location, String name, ResolvableType type) {

	private static final Set<Class<? extends Annotation>> OF_SERVER = Set.of(RequestAttribute.class,
			SessionAttribute.class, Value.class);

	/**
	 * Returns the place of an argument.
	 * @param parameter the parameter
	 * @return the place, or {@code null} if the argument is none of the client's
	 */
	static @Nullable Place of(MethodParameter parameter) {
		ResolvableType type = ResolvableType.forMethodParameter(parameter);
		for (Annotation annotation : parameter.getParameterAnnotations()) {
			if (OF_SERVER.contains(annotation.annotationType())) {
				return null;
			}
			Place place = of(annotation, parameter, type);
			if (place != null) {
				return place;
			}
		}
		if (HttpEntity.class.isAssignableFrom(parameter.getParameterType())) {
			return new Place(Location.BODY, "", type.as(HttpEntity.class).getGeneric(0));
		}
		Class<?> simple = parameter.nestedIfOptional().getNestedParameterType();
		if (isFile(simple)) {
			return new Place(Location.PART, name(parameter, ""), type);
		}
		return new Place(Location.PARAMETER, BeanUtils.isSimpleProperty(simple) ? name(parameter, "") : "", type);
	}

	private static @Nullable Place of(Annotation annotation, MethodParameter parameter, ResolvableType type) {
		if (annotation instanceof RequestBody) {
			return new Place(Location.BODY, "", type);
		}
		if (annotation instanceof ModelAttribute) {
			return new Place(Location.PARAMETER, "", type);
		}
		if (annotation instanceof RequestPart part) {
			return new Place(Location.PART, name(parameter, part.name(), part.value()), type);
		}
		if (annotation instanceof RequestParam param) {
			boolean file = isFile(parameter.nestedIfOptional().getNestedParameterType());
			return new Place(file ? Location.PART : Location.PARAMETER, name(parameter, param.name(), param.value()),
					type);
		}
		if (annotation instanceof RequestHeader header) {
			return new Place(Location.HEADER, name(parameter, header.name(), header.value()), type);
		}
		if (annotation instanceof CookieValue cookie) {
			return new Place(Location.COOKIE, name(parameter, cookie.name(), cookie.value()), type);
		}
		if (annotation instanceof PathVariable variable) {
			return new Place(Location.PATH, name(parameter, variable.name(), variable.value()), type);
		}
		if (annotation instanceof MatrixVariable variable) {
			return new Place(Location.PATH, name(parameter, variable.name(), variable.value()), type);
		}
		return null;
	}

	private static boolean isFile(Class<?> type) {
		return MultipartFile.class.isAssignableFrom(type) || Part.class.isAssignableFrom(type);
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
		return this.location == Location.PARAMETER && this.name.isEmpty();
	}

	/**
	 * Returns whether the argument was read from a body, or from a part as from a body.
	 */
	boolean isRead() {
		return this.location == Location.BODY || this.location == Location.PART;
	}

	/** Returns the place of a form without a parameter that tells of it. */
	static Place form(@Nullable Object target) {
		return new Place(Location.PARAMETER, "",
				(target != null) ? ResolvableType.forInstance(target) : ResolvableType.NONE);
	}

}
