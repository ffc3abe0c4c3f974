package dev.mishap.autoconfigure.input;

import java.io.CharConversionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.mishap.autoconfigure.input.BodyFailure.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.util.NameTransformer;

import org.springframework.http.converter.AbstractJacksonHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;

/** Jackson 3, in all formats that it reads. */
final class Jackson3Language implements BodyLanguage {

	private static final int MAX_ALLOWED = 50;

	@Override
	public @Nullable ClientNames names(HttpMessageConverter<?> converter) {
		ObjectMapper mapper = mapper(converter);
		return (mapper != null) ? new Names(mapper) : null;
	}

	private static @Nullable ObjectMapper mapper(@Nullable HttpMessageConverter<?> converter) {
		return (converter instanceof AbstractJacksonHttpMessageConverter<?> jackson) ? jackson.getMapper() : null;
	}

	@Override
	public @Nullable BodyFailure failure(Throwable exception, @Nullable HttpMessageConverter<?> converter) {
		if (!(exception instanceof JacksonException failure)) {
			return null;
		}
		TokenStreamLocation location = failure.getLocation();
		int line = (location != null) ? Math.max(location.getLineNr(), 0) : 0;
		int column = (location != null) ? Math.max(location.getColumnNr(), 0) : 0;
		Kind unreadable = unreadable(failure);
		if (unreadable != null) {
			return new BodyFailure(unreadable, line, column);
		}
		if (failure instanceof InvalidDefinitionException) {
			return null;
		}
		ObjectMapper mapper = mapper(converter);
		Class<?> target = target(failure);
		Kind kind = kind(failure, target);
		Object value = (failure instanceof InvalidFormatException format) ? format.getValue() : null;
		boolean listed = kind == Kind.UNKNOWN_VALUE || kind == Kind.WRONG_NAME;
		return new BodyFailure(kind, path(failure), target, pattern(failure, mapper),
				listed ? allowed(target, mapper) : List.of(), line, column, value,
				(kind == Kind.REFUSED) ? failure.getCause() : null);
	}

	private static @Nullable Kind unreadable(JacksonException failure) {
		String message = failure.getOriginalMessage();
		if (failure instanceof StreamConstraintsException) {
			return ParserLimits.kind(message);
		}
		if (failure instanceof JacksonIOException) {
			return (failure.getCause() instanceof CharConversionException) ? Kind.ENCODING : Kind.TRANSFER;
		}
		if (failure instanceof UnexpectedEndOfInputException) {
			return Kind.CUT;
		}
		if (failure instanceof StreamReadException && !(failure instanceof InputCoercionException)) {
			return ParserLimits.isOfEncoding(message) ? Kind.ENCODING : Kind.SYNTAX;
		}
		boolean noContent = failure instanceof MismatchedInputException && failure.getPath().isEmpty()
				&& ParserLimits.isOfNoContent(message);
		return noContent ? Kind.EMPTY : null;
	}

	private static @Nullable Class<?> target(JacksonException failure) {
		if (failure instanceof MismatchedInputException mismatch) {
			return mismatch.getTargetType();
		}
		if (failure instanceof InputCoercionException coercion) {
			return coercion.getTargetType();
		}
		if (failure instanceof ValueInstantiationException instantiation && instantiation.getType() != null) {
			return instantiation.getType().getRawClass();
		}
		return null;
	}

	private static Kind kind(JacksonException failure, @Nullable Class<?> target) {
		if (failure instanceof PropertyBindingException) {
			return Kind.UNKNOWN_PROPERTY;
		}
		if (failure instanceof InvalidTypeIdException) {
			return Kind.UNKNOWN_KIND;
		}
		if (failure instanceof InvalidNullException) {
			return Kind.NULL;
		}
		if (failure instanceof InputCoercionException) {
			return Kind.OUT_OF_RANGE;
		}
		if (failure instanceof MismatchedInputException mismatch) {
			return kind(mismatch, target);
		}
		if (failure instanceof ValueInstantiationException && target != null && target.isEnum()) {
			return Kind.UNKNOWN_VALUE;
		}
		boolean ofApplication = failure instanceof ValueInstantiationException
				|| (failure instanceof DatabindException && failure.getCause() != null);
		return ofApplication ? Kind.REFUSED : Kind.WRONG_TYPE;
	}

	private static Kind kind(MismatchedInputException mismatch, @Nullable Class<?> target) {
		JsonToken token = mismatch.getCurrentToken();
		if (token == JsonToken.PROPERTY_NAME && mismatch instanceof InvalidFormatException) {
			return Kind.WRONG_NAME;
		}
		if (target != null && target.isEnum()) {
			return Kind.UNKNOWN_VALUE;
		}
		if (token == JsonToken.VALUE_NULL) {
			return Kind.NULL;
		}
		return (token == JsonToken.END_OBJECT && !(mismatch instanceof InvalidFormatException)) ? Kind.MISSING
				: Kind.WRONG_TYPE;
	}

	private static ClientPath path(JacksonException failure) {
		ClientPath path = ClientPath.ROOT;
		for (JacksonException.Reference reference : failure.getPath()) {
			String name = reference.getPropertyName();
			if (name != null) {
				path = (reference.from() instanceof Map) ? path.element(name) : path.member(name);
			}
			else if (reference.getIndex() >= 0) {
				path = path.element(reference.getIndex());
			}
		}
		return path;
	}

	/** Returns the pattern that {@code @JsonFormat} sets for the place of a failure. */
	private static @Nullable String pattern(JacksonException failure, @Nullable ObjectMapper mapper) {
		if (mapper == null || failure.getPath().isEmpty()) {
			return null;
		}
		JacksonException.Reference last = failure.getPath().get(failure.getPath().size() - 1);
		Object from = last.from();
		if (from == null || last.getPropertyName() == null) {
			return null;
		}
		Class<?> owner = (from instanceof Class<?> type) ? type : from.getClass();
		DeserializationConfig config = mapper.deserializationConfig();
		for (BeanPropertyDefinition property : describe(config, owner).findProperties()) {
			AnnotatedMember member = property.getPrimaryMember();
			if (member != null && property.getName().equals(last.getPropertyName())) {
				JsonFormat.Value format = config.getAnnotationIntrospector().findFormat(config, member);
				return (format != null && format.hasPattern()) ? format.getPattern() : null;
			}
		}
		return null;
	}

	private static List<Object> allowed(@Nullable Class<?> type, @Nullable ObjectMapper mapper) {
		Object[] constants = (type != null) ? type.getEnumConstants() : null;
		List<Object> allowed = new ArrayList<>();
		if (constants != null && constants.length <= MAX_ALLOWED) {
			for (Object constant : constants) {
				allowed.add(written(constant, mapper));
			}
		}
		return allowed;
	}

	private static Object written(Object constant, @Nullable ObjectMapper mapper) {
		try {
			Object written = (mapper != null) ? mapper.convertValue(constant, Object.class) : null;
			return (written != null) ? written : constant.toString();
		}
		catch (RuntimeException ignored) {
			// a serializer of the application failed
			return constant.toString();
		}
	}

	private static BeanDescription describe(DeserializationConfig config, Class<?> owner) {
		JavaType type = config.constructType(owner);
		ClassIntrospector introspector = config.classIntrospectorInstance();
		return introspector.introspectForDeserialization(type, introspector.introspectClassAnnotations(type));
	}

	/** Names as a mapper knows them. */
	private static final class Names implements ClientNames {

		private final ObjectMapper mapper;

		private final Map<Class<?>, Map<String, Name>> known = new HashMap<>();

		Names(ObjectMapper mapper) {
			this.mapper = mapper;
		}

		@Override
		public @Nullable Name nameOf(Class<?> type, String property) {
			return this.known.computeIfAbsent(type, this::describe).get(property);
		}

		private Map<String, Name> describe(Class<?> type) {
			DeserializationConfig config = this.mapper.deserializationConfig();
			BeanDescription description = Jackson3Language.describe(config, type);
			Map<String, Name> names = new HashMap<>();
			AnnotatedMember whole = description.findJsonValueAccessor();
			for (BeanPropertyDefinition property : description.findProperties()) {
				AnnotatedMember member = property.getPrimaryMember();
				boolean ofCollection = property.hasGetter() && property.getPrimaryType().isContainerType();
				if (member == null || !(property.couldDeserialize() || ofCollection)) {
					continue;
				}
				names.put(property.getInternalName(), name(config, property, member));
			}
			if (whole != null) {
				names.replaceAll((property, name) -> new Name(null, name.property(), null));
				names.put(whole.getName(), new Name(null, whole.getName(), null));
			}
			return names;
		}

		private static Name name(DeserializationConfig config, BeanPropertyDefinition property,
				AnnotatedMember member) {
			NameTransformer unwrapping = config.getAnnotationIntrospector()
				.findUnwrappingNameTransformer(config, member);
			return (unwrapping != null) ? new Name(null, property.getInternalName(), unwrapping::transform)
					: Name.of(property.getName(), property.getInternalName());
		}

	}

}
