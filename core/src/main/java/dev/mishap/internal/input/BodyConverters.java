package dev.mishap.internal.input;

import java.util.List;
import java.util.function.Supplier;

import dev.mishap.ProblemRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.function.SingletonSupplier;

/** What reads bodies in the application, and the libraries behind it. */
final class BodyConverters {

	private final List<BodyLanguage> languages;

	private final SingletonSupplier<List<BodyReader>> readers;

	BodyConverters(List<BodyLanguage> languages, Supplier<List<BodyReader>> readers) {
		this.languages = languages;
		this.readers = SingletonSupplier.of(readers);
	}

	/**
	 * Returns the names in a body.
	 * @param type the class that it was read into
	 * @param contentType the type of its content, or {@code null} if it is not known
	 */
	BodyNames names(Class<?> type, @Nullable MediaType contentType) {
		BodyNames first = null;
		for (BodyReader reader : this.readers.obtain()) {
			BodyNames names = names(reader.codec());
			if (reader.canRead(type, contentType)) {
				return (names != null) ? names : JavaNames.OF_PROPERTIES;
			}
			first = (first != null) ? first : names;
		}
		return (first != null) ? first : JavaNames.OF_PROPERTIES;
	}

	private @Nullable BodyNames names(Object codec) {
		for (BodyLanguage language : this.languages) {
			BodyNames names = language.names(codec);
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
	@Nullable BodyFailure failure(Throwable cause, @Nullable MediaType contentType, @Nullable ResolvableType type) {
		for (BodyLanguage language : this.languages) {
			BodyFailure failure = language.failure(cause, codec(language, contentType), type);
			if (failure != null) {
				return failure;
			}
		}
		return null;
	}

	private @Nullable Object codec(BodyLanguage language, @Nullable MediaType contentType) {
		for (BodyReader reader : this.readers.obtain()) {
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

}
