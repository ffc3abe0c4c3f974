package dev.mishap.internal.input;

import java.io.EOFException;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.JsonParseException;
import com.google.gson.stream.MalformedJsonException;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.input.BodyLanguage.Failure.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.function.SingletonSupplier;

/** What reads bodies in the application, and the libraries behind it. */
final class BodyConverters {

	private final List<BodyLanguage> languages;

	private final SingletonSupplier<List<WebFramework.BodyReader>> readers;

	BodyConverters(List<BodyLanguage> languages, Supplier<List<WebFramework.BodyReader>> readers) {
		this.languages = languages;
		this.readers = SingletonSupplier.of(readers);
	}

	/**
	 * Returns the names in a body.
	 * @param type the class that it was read into
	 * @param contentType the type of its content, or {@code null} if it is not known
	 */
	BodyLanguage.Names names(Class<?> type, @Nullable MediaType contentType) {
		BodyLanguage.Names first = null;
		for (WebFramework.BodyReader reader : this.readers.obtain()) {
			BodyLanguage.Names names = names(reader.codec());
			if (reader.canRead(type, contentType)) {
				return (names != null) ? names : JavaNames.OF_PROPERTIES;
			}
			first = (first != null) ? first : names;
		}
		return (first != null) ? first : JavaNames.OF_PROPERTIES;
	}

	private BodyLanguage.@Nullable Names names(Object codec) {
		for (BodyLanguage language : this.languages) {
			BodyLanguage.Names names = language.names(codec);
			if (names != null) {
				return names;
			}
		}
		return null;
	}

	/**
	 * Returns why a body could not be read.
	 * @param cause what the converter failed with
	 * @param contentType the type of its content, or {@code null} if it is not known
	 * @param type the type that it was read into, or {@code null} if it is not known
	 * @return the failure, or {@code null} if no library knows it
	 */
	BodyLanguage.@Nullable Failure failure(Throwable cause, @Nullable MediaType contentType,
			@Nullable ResolvableType type) {
		for (BodyLanguage language : this.languages) {
			BodyLanguage.Failure failure = language.failure(cause, codec(language, contentType), type);
			if (failure != null) {
				return failure;
			}
		}
		return null;
	}

	private @Nullable Object codec(BodyLanguage language, @Nullable MediaType contentType) {
		for (WebFramework.BodyReader reader : this.readers.obtain()) {
			if (language.names(reader.codec()) != null && (contentType == null || reader.isFor(contentType))) {
				return reader.codec();
			}
		}
		return null;
	}

	/**
	 * Returns the type of the content, {@code null} if there is none that makes sense.
	 */
	static @Nullable MediaType contentType(ProblemRequest request) {
		String contentType = request.header(HttpHeaders.CONTENT_TYPE);
		try {
			return (contentType != null) ? MediaType.parseMediaType(contentType) : null;
		}
		catch (InvalidMediaTypeException ignored) {
			return null;
		}
	}

	/**
	 * Bodies that Gson reads. It tells the place of a syntax error in its message only;
	 * what else is wrong with a body it doesn't tell apart.
	 */
	static final class Gson implements BodyLanguage {

		private static final Pattern PLACE = Pattern.compile(" at line (\\d{1,9}) column (\\d{1,9}) path ");

		@Override
		public BodyLanguage.@Nullable Names names(Object codec) {
			return null;
		}

		@Override
		public BodyLanguage.@Nullable Failure failure(Throwable exception, @Nullable Object codec,
				@Nullable ResolvableType type) {
			if (!(exception instanceof JsonParseException)) {
				return null;
			}
			Throwable cause = exception.getCause();
			if (cause instanceof MalformedJsonException) {
				return at(Kind.SYNTAX, cause);
			}
			return (cause instanceof EOFException) ? at(Kind.CUT, cause) : null;
		}

		private static BodyLanguage.Failure at(Kind kind, Throwable cause) {
			String message = cause.getMessage();
			Matcher place = (message != null) ? PLACE.matcher(message) : null;
			if (place == null || !place.find()) {
				return new BodyLanguage.Failure(kind, 0, 0);
			}
			return new BodyLanguage.Failure(kind, Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)));
		}

	}

}
