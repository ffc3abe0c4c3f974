package dev.mishap.internal.input;

import java.io.CharConversionException;
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
import dev.mishap.internal.input.BodyLanguage.JavaNames;
import dev.mishap.internal.input.JacksonFailures.Raw;
import dev.mishap.internal.input.JacksonFailures.Token;
import dev.mishap.internal.input.JacksonFailures.Type;
import dev.mishap.internal.input.Way.Reference;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.http.codec.JacksonCodecSupport;
import org.springframework.http.converter.AbstractJacksonHttpMessageConverter;
import org.springframework.util.ConcurrentLruCache;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadCapability;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.util.JsonParserDelegate;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanAsArrayBuilderDeserializer;
import tools.jackson.databind.deser.bean.BeanAsArrayDeserializer;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.bean.BuilderBasedDeserializer;
import tools.jackson.databind.deser.std.ContainerDeserializerBase;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.deser.std.ReferenceTypeDeserializer;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedField;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeIdResolver;
import tools.jackson.databind.type.LogicalType;
import tools.jackson.databind.util.NameTransformer;
import tools.jackson.databind.util.TokenBuffer;

/** Jackson 3, in all formats that it reads. */
final class Jackson3Language implements BodyLanguage {

	private static final int MAX_MAPPERS = 64;

	private final ConcurrentLruCache<ObjectMapper, JacksonNames> names = new ConcurrentLruCache<>(MAX_MAPPERS,
			(mapper) -> new JacksonNames(new Types(mapper)));

	@Override
	public @Nullable JacksonNames names(@Nullable Object codec) {
		if (codec instanceof AbstractJacksonHttpMessageConverter<?> jackson) {
			return this.names.get(jackson.getMapper());
		}
		return (codec instanceof JacksonCodecSupport<?> jackson) ? this.names.get(jackson.getMapper()) : null;
	}

	@Override
	public BodyLanguage.@Nullable Failure failure(Throwable exception, @Nullable Object codec,
			@Nullable ResolvableType type) {
		return (exception instanceof JacksonException failure)
				? JacksonFailures.describe(raw(failure), names(codec), type) : null;
	}

	private static Raw raw(JacksonException failure) {
		TokenStreamLocation location = failure.getLocation();
		List<Reference> references = new ArrayList<>();
		for (JacksonException.Reference reference : failure.getPath()) {
			Object from = reference.from();
			references
				.add(new Reference((from instanceof Class<?> type) ? type : (from != null) ? from.getClass() : null,
						reference.getPropertyName(), reference.getIndex()));
		}
		return new Raw(type(failure), failure.getOriginalMessage(),
				(location != null) ? Math.max(location.getLineNr(), 0) : 0,
				(location != null) ? Math.max(location.getColumnNr(), 0) : 0, target(failure), token(failure),
				(failure instanceof InvalidFormatException format) ? format.getValue() : null, failure.getCause(),
				references, context(failure.processor()));
	}

	private static Type type(JacksonException failure) {
		if (failure instanceof StreamConstraintsException) {
			return Type.LIMIT;
		}
		if (failure instanceof JacksonIOException) {
			return (failure.getCause() instanceof CharConversionException) ? Type.ENCODING : Type.TRANSFER;
		}
		if (failure instanceof UnexpectedEndOfInputException) {
			return Type.END;
		}
		if (failure instanceof InputCoercionException) {
			return Type.COERCION;
		}
		if (failure instanceof StreamReadException) {
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

	private static @Nullable Class<?> target(JacksonException failure) {
		if (failure instanceof MismatchedInputException mismatch) {
			return mismatch.getTargetType();
		}
		if (failure instanceof InputCoercionException coercion) {
			return coercion.getTargetType();
		}
		boolean typed = failure instanceof ValueInstantiationException instantiation && instantiation.getType() != null;
		return typed ? ((ValueInstantiationException) failure).getType().getRawClass() : null;
	}

	private static Token token(JacksonException failure) {
		JsonToken token = (failure instanceof MismatchedInputException mismatch) ? mismatch.getCurrentToken() : null;
		if (token == JsonToken.VALUE_NULL) {
			return Token.NULL;
		}
		if (token == JsonToken.PROPERTY_NAME) {
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
				|| parser.streamReadCapabilities().isEnabled(StreamReadCapability.DUPLICATE_PROPERTIES)) {
			return null;
		}
		LinkedList<Object> steps = new LinkedList<>();
		for (TokenStreamContext context = parser.streamReadContext(); context != null; context = context.getParent()) {
			if (context.hasPathSegment()) {
				steps.addFirst(context.inArray() ? (Object) context.getCurrentIndex() : context.currentName());
			}
		}
		return steps;
	}

	/** What a mapper of Jackson 3 says of types. */
	private static final class Types implements JacksonNames.Types {

		private final ObjectMapper mapper;

		Types(ObjectMapper mapper) {
			this.mapper = mapper;
		}

		/** The only public way to one. It is not safe for several threads. */
		private DeserializationContext context() {
			return (DeserializationContext) this.mapper.treeAsTokens((JsonNode) this.mapper.createObjectNode())
				.objectReadContext();
		}

		@Override
		public Value root(java.lang.reflect.Type type) {
			DeserializationContext context = context();
			return value(context, context.constructType(type), null);
		}

		@Override
		public @Nullable String rootName(java.lang.reflect.Type type) {
			DeserializationContext context = context();
			return context.isEnabled(DeserializationFeature.UNWRAP_ROOT_VALUE)
					? context.getConfig().findRootName(context, context.constructType(type)).getSimpleName() : null;
		}

		private static Value value(DeserializationContext context, JavaType type, @Nullable BeanProperty property) {
			ValueDeserializer<?> reader = (type.getValueHandler() instanceof ValueDeserializer<?> own) ? own
					: context.findContextualValueDeserializer(type, property);
			TypeDeserializer typing = (type.getTypeHandler() instanceof TypeDeserializer own) ? own
					: context.findTypeDeserializer(type);
			return value(type, reader, typing, property);
		}

		private static Value value(JavaType type, ValueDeserializer<?> reader, @Nullable TypeDeserializer typing,
				@Nullable BeanProperty property) {
			ValueDeserializer<?> proper = reader;
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
			ValueDeserializer<?> reader = (ValueDeserializer<?>) value.reader();
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
		public Value content(Value value) {
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
			DeserializationConfig config = this.mapper.deserializationConfig();
			JsonFormat.Value format = (value.property() != null)
					? ((BeanProperty) value.property()).findPropertyFormat(config, value.raw())
					: config.getDefaultPropertyFormat(value.raw());
			Boolean loose = format.getFeature(JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
			return (loose != null) ? loose : config.isEnabled(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
		}

		@Override
		public Value as(Value value, Class<?> actual) {
			DeserializationContext context = context();
			BeanProperty property = (BeanProperty) value.property();
			JavaType type = context.constructSpecializedType((JavaType) value.type(), actual);
			return value(type, context.findContextualValueDeserializer(type, property), null, property);
		}

		@Override
		public Collection<String> typeNames(Value value, Class<?> actual) {
			DeserializationContext context = context();
			DeserializationConfig config = context.getConfig();
			JavaType base = (JavaType) value.type();
			AnnotatedMember member = (value.property() != null) ? ((BeanProperty) value.property()).getMember() : null;
			AnnotatedClass annotations = context.introspectClassAnnotations(base);
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
			names.add(resolver.idFromValueAndType(context, null, actual));
			names.removeIf((name) -> !isRead(context, resolver, name, actual));
			return names;
		}

		private static boolean isRead(DeserializationContext context, TypeIdResolver resolver, @Nullable String name,
				Class<?> actual) {
			try {
				JavaType type = (name != null) ? resolver.typeFromId(context, name) : null;
				return type != null && type.hasRawClass(actual);
			}
			catch (JacksonException ignored) {
				return false;
			}
		}

		@Override
		public @Nullable String keyName(Value map, Object key) {
			DeserializationContext context = context();
			JavaType type = ((JavaType) map.type()).getKeyType();
			KeyDeserializer reader = (type.getValueHandler() instanceof KeyDeserializer own) ? own
					: context.findKeyDeserializer(type, (BeanProperty) map.property());
			Set<String> names = new LinkedHashSet<>();
			TokenBuffer written = TokenBuffer.forGeneration();
			this.mapper.writer().writeValue(written, Collections.singletonMap(key, null));
			try (JsonParser parser = written.asParser()) {
				while (parser.nextToken() != null) {
					if (parser.currentToken() == JsonToken.PROPERTY_NAME) {
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
				catch (JacksonException ignored) {
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
		public Bean bean(Value value, UnaryOperator<String> spelling) {
			DeserializationContext context = context();
			BeanDeserializerBase reader = (BeanDeserializerBase) value.reader();
			JavaType type = reader.getValueType();
			BeanDescription description;
			if (reader instanceof BuilderBasedDeserializer || reader instanceof BeanAsArrayBuilderDeserializer) {
				description = context.introspectBeanDescriptionForBuilder(type,
						context.introspectBeanDescription((JavaType) value.type()));
			}
			else {
				description = context.introspectBeanDescription(type);
			}
			List<Property> properties = new ArrayList<>();
			boolean whole = value.property() == null || reader.getObjectIdReader(context) == null;
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
				BeanPropertyDefinition definition, UnaryOperator<String> spelling) {
			DeserializationConfig config = context.getConfig();
			AnnotatedMember member = definition.getPrimaryMember();
			if (member == null) {
				return null;
			}
			NameTransformer unwrapping = context.getAnnotationIntrospector()
				.findUnwrappingNameTransformer(config, member);
			if (unwrapping != null) {
				JavaType type = definition.getPrimaryType();
				UnaryOperator<String> inner = (name) -> spelling.apply(unwrapping.transform(name));
				ValueDeserializer<?> plain = context.findContextualValueDeserializer(type, null);
				ValueDeserializer<?> unwrapped = plain.unwrappingDeserializer(context, transformer(inner));
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
			TypeDeserializer typing = context.findPropertyTypeDeserializer(type, member);
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
		private static @Nullable Property rest(DeserializationContext context, BeanDescription description) {
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
					? context.getAnnotationIntrospector().findImplicitPropertyName(context.getConfig(), parameter)
					: null;
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
