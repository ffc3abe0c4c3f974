package dev.mishap.internal.input;

import java.io.EOFException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.JsonParseException;
import com.google.gson.stream.MalformedJsonException;
import dev.mishap.internal.input.BodyFailure.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Bodies that Gson reads. It tells the place of a syntax error in its message only; what
 * else is wrong with a body it doesn't tell apart.
 */
final class GsonLanguage implements BodyLanguage {

	private static final Pattern PLACE = Pattern.compile(" at line (\\d{1,9}) column (\\d{1,9}) path ");

	@Override
	public @Nullable BodyNames names(Object codec) {
		return null;
	}

	@Override
	public @Nullable BodyFailure failure(Throwable exception, @Nullable Object codec, @Nullable ResolvableType type) {
		if (!(exception instanceof JsonParseException)) {
			return null;
		}
		Throwable cause = exception.getCause();
		if (cause instanceof MalformedJsonException) {
			return at(Kind.SYNTAX, cause);
		}
		return (cause instanceof EOFException) ? at(Kind.CUT, cause) : null;
	}

	private static BodyFailure at(Kind kind, Throwable cause) {
		String message = cause.getMessage();
		Matcher place = (message != null) ? PLACE.matcher(message) : null;
		if (place == null || !place.find()) {
			return new BodyFailure(kind, 0, 0);
		}
		return new BodyFailure(kind, Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)));
	}

}
