package dev.mishap.internal.input;

import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;

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
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.util.TokenBuffer;
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
			(mapper) -> new JacksonNames(new Jackson2Types(mapper)));

	@Override
	public @Nullable JacksonNames names(@Nullable Object codec) {
		if (codec instanceof AbstractJackson2HttpMessageConverter jackson) {
			return this.names.get(jackson.getObjectMapper());
		}
		return (codec instanceof Jackson2CodecSupport jackson) ? this.names.get(jackson.getObjectMapper()) : null;
	}

	@Override
	public @Nullable BodyFailure failure(Throwable exception, @Nullable Object codec, @Nullable ResolvableType type) {
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
	 * Where the names of members are not unique, as in XML, the parser says too little.
	 */
	private static @Nullable List<Object> context(@Nullable Object processor) {
		Object proper = processor;
		while (proper instanceof JsonParserDelegate delegate) {
			proper = delegate.delegate();
		}
		// a parser of what was kept knows its own part only
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

}
