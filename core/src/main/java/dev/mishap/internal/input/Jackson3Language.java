package dev.mishap.internal.input;

import java.io.CharConversionException;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;

import dev.mishap.internal.input.JacksonFailures.Raw;
import dev.mishap.internal.input.JacksonFailures.Token;
import dev.mishap.internal.input.JacksonFailures.Type;
import dev.mishap.internal.input.Way.Reference;
import org.jspecify.annotations.Nullable;
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
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.util.TokenBuffer;

import org.springframework.core.ResolvableType;
import org.springframework.http.codec.JacksonCodecSupport;
import org.springframework.http.converter.AbstractJacksonHttpMessageConverter;
import org.springframework.util.ConcurrentLruCache;

/** Jackson 3, in all formats that it reads. */
final class Jackson3Language implements BodyLanguage {

	private static final int MAX_MAPPERS = 64;

	private final ConcurrentLruCache<ObjectMapper, JacksonNames> names = new ConcurrentLruCache<>(MAX_MAPPERS,
			(mapper) -> new JacksonNames(new Jackson3Types(mapper)));

	@Override
	public @Nullable JacksonNames names(@Nullable Object codec) {
		if (codec instanceof AbstractJacksonHttpMessageConverter<?> jackson) {
			return this.names.get(jackson.getMapper());
		}
		return (codec instanceof JacksonCodecSupport<?> jackson) ? this.names.get(jackson.getMapper()) : null;
	}

	@Override
	public @Nullable BodyFailure failure(Throwable exception, @Nullable Object codec, @Nullable ResolvableType type) {
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
	 * Where the names of members are not unique, as in XML, the parser says too little.
	 */
	private static @Nullable List<Object> context(@Nullable Object processor) {
		Object proper = processor;
		while (proper instanceof JsonParserDelegate delegate) {
			proper = delegate.delegate();
		}
		// a parser of what was kept knows its own part only
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

}
