package dev.mishap.autoconfigure.input;

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
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.util.NameTransformer;

import org.springframework.http.converter.json.AbstractJackson2HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;

/** Jackson 2, for applications that have stayed with it. */
@SuppressWarnings("removal")
final class Jackson2Language implements BodyLanguage {

	private static final int MAX_ALLOWED = 50;

	private final Map<ObjectMapper, Names> names = new ConcurrentHashMap<>();

	@Override
	public @Nullable Names names(@Nullable HttpMessageConverter<?> converter) {
		return (converter instanceof AbstractJackson2HttpMessageConverter jackson)
				? this.names.computeIfAbsent(jackson.getObjectMapper(), Names::new) : null;
	}

	@Override
	public @Nullable BodyFailure failure(Throwable exception, @Nullable HttpMessageConverter<?> converter) {
		if (!(exception instanceof JsonProcessingException outer) || exception instanceof InvalidDefinitionException) {
			return null;
		}
		// what the parser throws inside of a bean comes in a wrapper that knows the path
		boolean wrapped = outer.getClass() == JsonMappingException.class;
		JsonProcessingException failure = (wrapped && outer.getCause() instanceof JsonProcessingException inner) ? inner
				: outer;
		List<JsonMappingException.Reference> references = (outer instanceof JsonMappingException mapping)
				? mapping.getPath() : List.of();
		JsonLocation location = failure.getLocation();
		int line = (location != null) ? Math.max(location.getLineNr(), 0) : 0;
		int column = (location != null) ? Math.max(location.getColumnNr(), 0) : 0;
		Kind unreadable = unreadable(failure, references);
		if (unreadable != null) {
			return new BodyFailure(unreadable, line, column);
		}
		Names names = names(converter);
		Class<?> target = target(failure);
		Kind kind = kind(failure, target);
		Object value = (failure instanceof InvalidFormatException format) ? format.getValue() : null;
		boolean listed = kind == Kind.UNKNOWN_VALUE || kind == Kind.WRONG_NAME;
		return new BodyFailure(kind, path(references), target,
				(kind == Kind.WRONG_TYPE && names != null) ? pattern(references, names) : null,
				listed ? allowed(target, names) : List.of(), line, column, value,
				(kind == Kind.REFUSED) ? failure.getCause() : null);
	}

	private static @Nullable Kind unreadable(JsonProcessingException failure,
			List<JsonMappingException.Reference> references) {
		String message = failure.getOriginalMessage();
		if (failure instanceof StreamConstraintsException) {
			return ParserLimits.kind(message);
		}
		if (failure instanceof JsonEOFException) {
			return Kind.CUT;
		}
		if (failure instanceof JsonParseException) {
			return ParserLimits.isOfEncoding(message) ? Kind.ENCODING : Kind.SYNTAX;
		}
		boolean noContent = failure instanceof MismatchedInputException && references.isEmpty()
				&& ParserLimits.isOfNoContent(message);
		return noContent ? Kind.EMPTY : null;
	}

	private static @Nullable Class<?> target(JsonProcessingException failure) {
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

	private static Kind kind(JsonProcessingException failure, @Nullable Class<?> target) {
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
		return (failure.getCause() != null) ? Kind.REFUSED : Kind.WRONG_TYPE;
	}

	private static Kind kind(MismatchedInputException mismatch, @Nullable Class<?> target) {
		JsonToken token = (mismatch.getProcessor() instanceof JsonParser parser) ? parser.currentToken() : null;
		if (token == JsonToken.FIELD_NAME && mismatch instanceof InvalidFormatException) {
			return Kind.WRONG_NAME;
		}
		if (target != null && target.isEnum()) {
			return Kind.UNKNOWN_VALUE;
		}
		if (token == JsonToken.VALUE_NULL || ParserLimits.isOfNull(mismatch.getOriginalMessage())) {
			return Kind.NULL;
		}
		return (token == JsonToken.END_OBJECT && !(mismatch instanceof InvalidFormatException)) ? Kind.MISSING
				: Kind.WRONG_TYPE;
	}

	private static ClientPath path(List<JsonMappingException.Reference> references) {
		ClientPath path = ClientPath.ROOT;
		for (JsonMappingException.Reference reference : references) {
			String name = reference.getFieldName();
			if (name != null) {
				path = (reference.getFrom() instanceof Map) ? path.element(name) : path.member(name);
			}
			else if (reference.getIndex() >= 0) {
				path = path.element(reference.getIndex());
			}
		}
		return path;
	}

	/** Returns the pattern that {@code @JsonFormat} sets for the place of a failure. */
	private static @Nullable String pattern(List<JsonMappingException.Reference> references, Names names) {
		if (references.isEmpty()) {
			return null;
		}
		JsonMappingException.Reference last = references.get(references.size() - 1);
		Object from = last.getFrom();
		if (from == null || last.getFieldName() == null) {
			return null;
		}
		return names.patternOf((from instanceof Class<?> type) ? type : from.getClass(), last.getFieldName());
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
		return config.introspect(type);
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
			BeanDescription description = describe(this.mapper.getDeserializationConfig(), type);
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
			DeserializationConfig config = this.mapper.getDeserializationConfig();
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
			DeserializationConfig config = this.mapper.getDeserializationConfig();
			Map<String, String> patterns = new HashMap<>();
			for (BeanPropertyDefinition property : describe(config, type).findProperties()) {
				AnnotatedMember member = property.getPrimaryMember();
				JsonFormat.Value format = (member != null) ? config.getAnnotationIntrospector().findFormat(member)
						: null;
				if (format != null && format.hasPattern()) {
					patterns.put(property.getName(), format.getPattern());
				}
			}
			return patterns;
		}

		private List<Object> constants(Class<?> type) {
			return Jackson2Language.constants(type, this.mapper);
		}

		private static Name name(DeserializationConfig config, BeanPropertyDefinition property,
				AnnotatedMember member) {
			NameTransformer unwrapping = config.getAnnotationIntrospector().findUnwrappingNameTransformer(member);
			return (unwrapping != null) ? new Name(null, property.getInternalName(), unwrapping::transform)
					: Name.of(property.getName(), property.getInternalName());
		}

	}

}
