package dev.mishap.autoconfigure.input;

import java.io.CharConversionException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
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

	private final Map<ObjectMapper, Names> names = new ConcurrentHashMap<>();

	@Override
	public @Nullable Names names(@Nullable HttpMessageConverter<?> converter) {
		return (converter instanceof AbstractJacksonHttpMessageConverter<?> jackson)
				? this.names.computeIfAbsent(jackson.getMapper(), Names::new) : null;
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
		Names names = names(converter);
		Class<?> target = target(failure);
		Kind kind = kind(failure, target);
		Object value = (failure instanceof InvalidFormatException format) ? format.getValue() : null;
		boolean listed = kind == Kind.UNKNOWN_VALUE || kind == Kind.WRONG_NAME;
		return new BodyFailure(kind, path(failure), target,
				(kind == Kind.WRONG_TYPE && names != null) ? pattern(failure, names) : null,
				listed ? allowed(target, names) : List.of(), line, column, value,
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
	private static @Nullable String pattern(JacksonException failure, Names names) {
		if (failure.getPath().isEmpty()) {
			return null;
		}
		JacksonException.Reference last = failure.getPath().get(failure.getPath().size() - 1);
		Object from = last.from();
		if (from == null || last.getPropertyName() == null) {
			return null;
		}
		return names.patternOf((from instanceof Class<?> type) ? type : from.getClass(), last.getPropertyName());
	}

	private static List<Object> allowed(@Nullable Class<?> type, @Nullable Names names) {
		if (type == null) {
			return List.of();
		}
		return (names != null) ? names.constantsOf(type) : constants(type, null);
	}

	private static List<Object> constants(Class<?> type, @Nullable ObjectMapper mapper) {
		Object[] constants = type.getEnumConstants();
		if (constants == null || constants.length > MAX_ALLOWED) {
			return List.of();
		}
		return Arrays.stream(constants).map((constant) -> written(constant, mapper)).toList();
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

	/** Names as a mapper knows them, which does not change once it is in use. */
	private static final class Names implements ClientNames {

		private final ObjectMapper mapper;

		private final PerClass<Map<String, Name>> properties = new PerClass<>(this::properties);

		private final PerClass<Map<String, String>> patterns = new PerClass<>(this::patterns);

		private final PerClass<List<Object>> constants = new PerClass<>(this::constants);

		Names(ObjectMapper mapper) {
			this.mapper = mapper;
		}

		@Override
		public @Nullable Name nameOf(Class<?> type, String property) {
			return this.properties.get(type).get(property);
		}

		@Override
		public @Nullable Collection<Name> namesIn(Class<?> type) {
			BeanDescription description = describe(this.mapper.deserializationConfig(), type);
			boolean open = description.getClassAnnotations().has(JsonTypeInfo.class)
					|| description.findAnySetterAccessor() != null;
			return open ? null : this.properties.get(type).values();
		}

		@Nullable String patternOf(Class<?> type, String name) {
			return this.patterns.get(type).get(name);
		}

		List<Object> constantsOf(Class<?> type) {
			return this.constants.get(type);
		}

		private Map<String, Name> properties(Class<?> type) {
			DeserializationConfig config = this.mapper.deserializationConfig();
			BeanDescription description = describe(config, type);
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

		private Map<String, String> patterns(Class<?> type) {
			DeserializationConfig config = this.mapper.deserializationConfig();
			Map<String, String> patterns = new HashMap<>();
			for (BeanPropertyDefinition property : describe(config, type).findProperties()) {
				AnnotatedMember member = property.getPrimaryMember();
				JsonFormat.Value format = (member != null)
						? config.getAnnotationIntrospector().findFormat(config, member) : null;
				if (format != null && format.hasPattern()) {
					patterns.put(property.getName(), format.getPattern());
				}
			}
			return patterns;
		}

		private List<Object> constants(Class<?> type) {
			return Jackson3Language.constants(type, this.mapper);
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
