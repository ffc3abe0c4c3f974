package dev.mishap.internal.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonTypeInfo.As;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadCapability;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.deser.BasicDeserializerFactory;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.BuilderBasedDeserializer;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.impl.BeanAsArrayBuilderDeserializer;
import com.fasterxml.jackson.databind.deser.impl.BeanAsArrayDeserializer;
import com.fasterxml.jackson.databind.deser.std.ContainerDeserializerBase;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.ReferenceTypeDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeIdResolver;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.util.NameTransformer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.mishap.internal.input.BodyLanguage.JavaNames;
import dev.mishap.internal.input.JacksonFailures.Raw;
import dev.mishap.internal.input.JacksonFailures.Token;
import dev.mishap.internal.input.JacksonFailures.Type;
import dev.mishap.internal.input.Way.Reference;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.http.codec.json.Jackson2CodecSupport;
import org.springframework.http.converter.json.AbstractJackson2HttpMessageConverter;
import org.springframework.util.ConcurrentLruCache;

/** Jackson 2, for applications that have stayed with it. */
@SuppressWarnings("removal")
final class Jackson2Language implements BodyLanguage {

	private static final int MAX_MAPPERS = 64;

	private final ConcurrentLruCache<ObjectMapper, JacksonNames> names = new ConcurrentLruCache<>(MAX_MAPPERS,
			(mapper) -> new JacksonNames(new Types(mapper)));

	@Override
	public @Nullable JacksonNames names(@Nullable Object codec) {
		if (codec instanceof AbstractJackson2HttpMessageConverter jackson) {
			return this.names.get(jackson.getObjectMapper());
		}
		return (codec instanceof Jackson2CodecSupport jackson) ? this.names.get(jackson.getObjectMapper()) : null;
	}

	@Override
	public BodyLanguage.@Nullable Failure failure(Throwable exception, @Nullable Object codec,
			@Nullable ResolvableType type) {
		return (exception instanceof JsonProcessingException failure)
				? JacksonFailures.describe(raw(failure), names(codec), type) : null;
	}

	private static Raw raw(JsonProcessingException outer) {
		// what the parser throws inside of a bean comes in a wrapper that knows the path
		boolean wrapped = outer.getClass() == JsonMappingException.class;
		JsonProcessingException failure = (wrapped && outer.getCause() instanceof JsonProcessingException inner) ? inner
				: outer;
		JsonLocation location = failure.getLocation();
		List<Reference> references = new ArrayList<>();
		if (outer instanceof JsonMappingException mapping) {
			for (JsonMappingException.Reference reference : mapping.getPath()) {
				Object from = reference.getFrom();
				references
					.add(new Reference((from instanceof Class<?> type) ? type : (from != null) ? from.getClass() : null,
							reference.getFieldName(), reference.getIndex()));
			}
		}
		return new Raw(type(failure), failure.getOriginalMessage(),
				(location != null) ? Math.max(location.getLineNr(), 0) : 0,
				(location != null) ? Math.max(location.getColumnNr(), 0) : 0, target(failure), token(failure),
				(failure instanceof InvalidFormatException format) ? format.getValue() : null, failure.getCause(),
				references, context(outer.getProcessor()));
	}

	private static Type type(JsonProcessingException failure) {
		if (failure instanceof StreamConstraintsException) {
			return Type.LIMIT;
		}
		if (failure instanceof JsonEOFException) {
			return Type.END;
		}
		if (failure instanceof InputCoercionException) {
			return Type.COERCION;
		}
		if (failure instanceof JsonParseException) {
			return Type.SYNTAX;
		}
		if (failure instanceof InvalidDefinitionException) {
			return Type.DEFINITION;
		}
		if (failure instanceof PropertyBindingException) {
			return Type.PROPERTY;
		}
		if (failure instanceof InvalidTypeIdException) {
			return Type.TYPE_NAME;
		}
		if (failure instanceof InvalidNullException) {
			return Type.NULL;
		}
		if (failure instanceof InvalidFormatException) {
			return Type.FORMAT;
		}
		if (failure instanceof MismatchedInputException) {
			return Type.MISMATCH;
		}
		if (failure instanceof ValueInstantiationException) {
			return Type.INSTANTIATION;
		}
		return Type.OTHER;
	}

	private static @Nullable Class<?> target(JsonProcessingException failure) {
		if (failure instanceof MismatchedInputException mismatch) {
			return mismatch.getTargetType();
		}
		if (failure instanceof InputCoercionException coercion) {
			return coercion.getTargetType();
		}
		boolean typed = failure instanceof ValueInstantiationException instantiation && instantiation.getType() != null;
		return typed ? ((ValueInstantiationException) failure).getType().getRawClass() : null;
	}

	private static Token token(JsonProcessingException failure) {
		JsonToken token = (failure instanceof MismatchedInputException mismatch) ? mismatch.getCurrentToken() : null;
		if (token == JsonToken.VALUE_NULL) {
			return Token.NULL;
		}
		if (token == JsonToken.FIELD_NAME) {
			return Token.NAME;
		}
		return (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) ? Token.END : Token.OTHER;
	}

	/**
	 * Returns where the parser stands, {@code null} if that is not exact: in XML, members
	 * of one object may have the same name.
	 */
	private static @Nullable List<Object> context(@Nullable Object processor) {
		Object proper = processor;
		while (proper instanceof JsonParserDelegate delegate) {
			proper = delegate.delegate();
		}
		// a parser of buffered tokens knows only the part that was buffered
		if (!(proper instanceof JsonParser parser) || proper.getClass().getEnclosingClass() == TokenBuffer.class
				|| parser.getReadCapabilities().isEnabled(StreamReadCapability.DUPLICATE_PROPERTIES)) {
			return null;
		}
		LinkedList<Object> steps = new LinkedList<>();
		for (JsonStreamContext context = parser.getParsingContext(); context != null; context = context.getParent()) {
			if (context.hasPathSegment()) {
				steps.addFirst(context.inArray() ? (Object) context.getCurrentIndex() : context.getCurrentName());
			}
		}
		return steps;
	}

	/** What a mapper of Jackson 2 says of types. */
	private static final class Types implements JacksonNames.Types {

		private final ObjectMapper mapper;

		Types(ObjectMapper mapper) {
			this.mapper = mapper;
		}

		/** It is not safe for several threads. */
		private DeserializationContext context() {
			return ((DefaultDeserializationContext) this.mapper.getDeserializationContext())
				.createDummyInstance(this.mapper.getDeserializationConfig());
		}

		@Override
		public Value root(java.lang.reflect.Type type) throws IOException {
			DeserializationContext context = context();
			return value(context, context.constructType(type), null);
		}

		@Override
		public @Nullable String rootName(java.lang.reflect.Type type) {
			DeserializationContext context = context();
			return context.isEnabled(DeserializationFeature.UNWRAP_ROOT_VALUE)
					? context.getConfig().findRootName(context.constructType(type)).getSimpleName() : null;
		}

		private static Value value(DeserializationContext context, JavaType type, @Nullable BeanProperty property)
				throws IOException {
			JsonDeserializer<?> reader = (type.getValueHandler() instanceof JsonDeserializer<?> own) ? own
					: context.findContextualValueDeserializer(type, property);
			TypeDeserializer typing = (type.getTypeHandler() instanceof TypeDeserializer own) ? own
					: context.getConfig().findTypeDeserializer(type);
			return value(type, reader, typing, property);
		}

		private static Value value(JavaType type, JsonDeserializer<?> reader, @Nullable TypeDeserializer typing,
				@Nullable BeanProperty property) {
			JsonDeserializer<?> proper = reader;
			while (proper instanceof DelegatingDeserializer && proper.getDelegatee() != null) {
				proper = proper.getDelegatee();
			}
			As inclusion = (typing != null) ? typing.getTypeInclusion() : null;
			// a type that is deduced has no name, and stands where one with a name would
			return new Value(type, type.getRawClass(), proper, typing,
					(typing != null && inclusion == null) ? As.PROPERTY : inclusion, property);
		}

		@Override
		public Kind kind(Value value) {
			JsonDeserializer<?> reader = (JsonDeserializer<?>) value.reader();
			if (reader instanceof BeanAsArrayDeserializer || reader instanceof BeanAsArrayBuilderDeserializer) {
				return Kind.OBJECT_AS_ARRAY;
			}
			if (reader instanceof BeanDeserializerBase) {
				return Kind.OBJECT;
			}
			if (reader instanceof ReferenceTypeDeserializer) {
				return Kind.REFERENCE;
			}
			JavaType type = (JavaType) value.type();
			LogicalType logical = reader.logicalType();
			if (logical == LogicalType.Untyped) {
				return Kind.UNTYPED;
			}
			if (logical == LogicalType.Map && type.isMapLikeType()) {
				return Kind.MAP;
			}
			boolean text = type.hasRawClass(byte[].class) || type.hasRawClass(char[].class);
			boolean array = logical == LogicalType.Array || logical == LogicalType.Collection;
			return (array && type.isContainerType() && !text) ? Kind.ARRAY : Kind.OTHER;
		}

		@Override
		public Value content(Value value) throws IOException {
			DeserializationContext context = context();
			JavaType type = ((JavaType) value.type()).getContentType();
			BeanProperty property = (BeanProperty) value.property();
			Value content = value(context, type, property);
			return (value.reader() instanceof ContainerDeserializerBase<?> container
					&& container.getContentDeserializer() != null)
							? value(type, container.getContentDeserializer(), (TypeDeserializer) content.typing(),
									property)
							: content;
		}

		@Override
		@SuppressWarnings("unchecked")
		public @Nullable Object referenced(Value value, Object reference) {
			return ((ReferenceTypeDeserializer<Object>) value.reader()).getReferenced(reference);
		}

		@Override
		public boolean isLooseArray(Value value) {
			DeserializationConfig config = this.mapper.getDeserializationConfig();
			JsonFormat.Value format = (value.property() != null)
					? ((BeanProperty) value.property()).findPropertyFormat(config, value.raw())
					: config.getDefaultPropertyFormat(value.raw());
			Boolean loose = format.getFeature(JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
			return (loose != null) ? loose : config.isEnabled(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
		}

		@Override
		public Value as(Value value, Class<?> actual) throws IOException {
			DeserializationContext context = context();
			BeanProperty property = (BeanProperty) value.property();
			JavaType type = context.constructSpecializedType((JavaType) value.type(), actual);
			return value(type, context.findContextualValueDeserializer(type, property), null, property);
		}

		@Override
		public Collection<String> typeNames(Value value, Class<?> actual) throws IOException {
			DeserializationContext context = context();
			DeserializationConfig config = context.getConfig();
			JavaType base = (JavaType) value.type();
			AnnotatedMember member = (value.property() != null) ? ((BeanProperty) value.property()).getMember() : null;
			AnnotatedClass annotations = config.introspectClassAnnotations(base).getClassInfo();
			Set<String> names = new LinkedHashSet<>();
			TypeDeserializer typing = (TypeDeserializer) value.typing();
			if (typing == null || typing.getDefaultImpl() == actual) {
				return names;
			}
			Collection<NamedType> subtypes = (member != null)
					? config.getSubtypeResolver().collectAndResolveSubtypesByTypeId(config, member, base)
					: config.getSubtypeResolver().collectAndResolveSubtypesByTypeId(config, annotations);
			for (NamedType subtype : subtypes) {
				if (subtype.getType() == actual && subtype.hasName()) {
					names.add(subtype.getName());
				}
			}
			TypeIdResolver resolver = typing.getTypeIdResolver();
			names.add(resolver.idFromValueAndType(null, actual));
			names.removeIf((name) -> !isRead(context, resolver, name, actual));
			return names;
		}

		private static boolean isRead(DeserializationContext context, TypeIdResolver resolver, @Nullable String name,
				Class<?> actual) {
			try {
				JavaType type = (name != null) ? resolver.typeFromId(context, name) : null;
				return type != null && type.hasRawClass(actual);
			}
			catch (IOException ignored) {
				return false;
			}
		}

		@Override
		public @Nullable String keyName(Value map, Object key) throws IOException {
			DeserializationContext context = context();
			JavaType type = ((JavaType) map.type()).getKeyType();
			KeyDeserializer reader = (type.getValueHandler() instanceof KeyDeserializer own) ? own
					: context.findKeyDeserializer(type, (BeanProperty) map.property());
			Set<String> names = new LinkedHashSet<>();
			TokenBuffer written = new TokenBuffer(this.mapper, false);
			this.mapper.writer().writeValue(written, Collections.singletonMap(key, null));
			try (JsonParser parser = written.asParser()) {
				while (parser.nextToken() != null) {
					if (parser.currentToken() == JsonToken.FIELD_NAME) {
						names.add(parser.currentName());
					}
				}
			}
			names.add(key.toString());
			if (key instanceof Enum<?> constant) {
				names.add(constant.name());
			}
			for (String name : names) {
				try {
					if (key.equals(reader.deserializeKey(name, context))) {
						return name;
					}
				}
				catch (IOException ignored) {
					// keys are read from another text than they are written as
				}
			}
			return null;
		}

		@Override
		public @Nullable Object written(Object object) {
			return this.mapper.convertValue(object, Object.class);
		}

		@Override
		public Bean bean(Value value, UnaryOperator<String> spelling) throws IOException {
			DeserializationContext context = context();
			BeanDeserializerBase reader = (BeanDeserializerBase) value.reader();
			JavaType type = reader.getValueType();
			BeanDescription description;
			if (reader instanceof BuilderBasedDeserializer || reader instanceof BeanAsArrayBuilderDeserializer) {
				description = context.getConfig()
					.introspectForBuilder(type, context.getConfig().introspect((JavaType) value.type()));
			}
			else {
				description = context.getConfig().introspect(type);
			}
			List<Property> properties = new ArrayList<>();
			boolean whole = value.property() == null || reader.getObjectIdReader() == null;
			for (BeanPropertyDefinition definition : description.findProperties()) {
				Property property = property(context, reader, definition, spelling);
				if (property != null) {
					properties.add(property);
				}
			}
			ValueInstantiator instantiator = reader.getValueInstantiator();
			boolean always = instantiator.canCreateUsingDelegate();
			JavaType delegate = always ? instantiator.getDelegateType(context.getConfig())
					: instantiator.canCreateUsingArrayDelegate()
							? instantiator.getArrayDelegateType(context.getConfig()) : null;
			return new Bean(type.getRawClass(), properties, rest(context, description),
					(delegate != null) ? value(context, delegate, null) : null, always, whole);
		}

		private static @Nullable Property property(DeserializationContext context, BeanDeserializerBase reader,
				BeanPropertyDefinition definition, UnaryOperator<String> spelling) throws IOException {
			DeserializationConfig config = context.getConfig();
			AnnotatedMember member = definition.getPrimaryMember();
			if (member == null) {
				return null;
			}
			NameTransformer unwrapping = context.getAnnotationIntrospector().findUnwrappingNameTransformer(member);
			if (unwrapping != null) {
				JavaType type = definition.getPrimaryType();
				UnaryOperator<String> inner = (name) -> spelling.apply(unwrapping.transform(name));
				JsonDeserializer<?> plain = context.findContextualValueDeserializer(type, null);
				JsonDeserializer<?> unwrapped = plain.unwrappingDeserializer(transformer(inner));
				return (unwrapped != plain)
						? property(definition, definition.getName(), value(type, unwrapped, null, null), inner, null)
						: null;
			}
			SettableBeanProperty property = null;
			String name = definition.getName();
			for (String candidate : List.of(spelling.apply(name), name)) {
				property = reader.findProperty(PropertyName.construct(candidate));
				if (property != null) {
					name = candidate;
					break;
				}
			}
			if (property != null) {
				JsonFormat.Value format = property.findPropertyFormat(config, property.getType().getRawClass());
				boolean read = !property.isIgnorable() && !property.isInjectionOnly()
						&& property.hasValueDeserializer();
				return read ? property(
						definition, name, value(property.getType(), property.getValueDeserializer(),
								property.getValueTypeDeserializer(), property),
						null, format.hasPattern() ? format.getPattern() : null) : null;
			}
			JavaType type = definition.getPrimaryType();
			TypeDeserializer typing = (context.getFactory() instanceof BasicDeserializerFactory factory)
					? factory.findPropertyTypeDeserializer(config, type, member) : config.findTypeDeserializer(type);
			boolean external = typing != null && typing.getTypeInclusion() == As.EXTERNAL_PROPERTY
					&& definition.couldDeserialize();
			return external
					? property(definition, spelling.apply(name),
							value(type, context.findContextualValueDeserializer(type, null), typing, null), null, null)
					: null;
		}

		private static Property property(BeanPropertyDefinition definition, String name, Value value,
				@Nullable UnaryOperator<String> unwrapped, @Nullable String pattern) {
			AnnotatedField field = definition.getField();
			AnnotatedMethod getter = definition.getGetter();
			return new Property((field != null) ? field.getName() : null,
					(getter != null) ? JavaNames.ofGetter(getter.getName()) : null, definition.getInternalName(), name,
					value, unwrapped, pattern);
		}

		/** Returns what takes the members of all other names. */
		private static @Nullable Property rest(DeserializationContext context, BeanDescription description)
				throws IOException {
			AnnotatedMember setter = description.findAnySetterAccessor();
			if (setter == null) {
				return null;
			}
			JavaType type = (setter instanceof AnnotatedMethod method) ? method.getParameterType(1)
					: setter.getType().getContentType();
			if (type == null) {
				return null;
			}
			AnnotatedMember getter = description.findAnyGetter();
			String field = (setter instanceof AnnotatedField) ? setter.getName() : null;
			String implicit = (setter instanceof AnnotatedParameter parameter)
					? context.getAnnotationIntrospector().findImplicitPropertyName(parameter) : null;
			String ofGetter = (getter instanceof AnnotatedMethod method) ? JavaNames.ofGetter(method.getName())
					: (getter != null) ? getter.getName() : null;
			return new Property(field, ofGetter, implicit, "", value(context, type, null), null, null);
		}

		private static NameTransformer transformer(UnaryOperator<String> spelling) {
			return new NameTransformer() {

				@Override
				public String transform(String name) {
					return spelling.apply(name);
				}

				@Override
				public String reverse(String transformed) {
					return transformed;
				}

			};
		}

	}

}
