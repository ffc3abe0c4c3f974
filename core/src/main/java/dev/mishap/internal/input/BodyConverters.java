package dev.mishap.internal.input;

import java.util.List;
import java.util.function.Supplier;

import dev.mishap.ProblemRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.util.function.SingletonSupplier;

/** The converters of the application and the libraries behind them. */
final class BodyConverters {

	private final List<BodyLanguage> languages;

	private final SingletonSupplier<List<HttpMessageConverter<?>>> converters;

	BodyConverters(List<BodyLanguage> languages, Supplier<List<HttpMessageConverter<?>>> converters) {
		this.languages = languages;
		this.converters = SingletonSupplier.of(converters);
	}

	/**
	 * Returns the names in a body.
	 * @param type the class that it was read into
	 * @param contentType the type of its content, or {@code null} if it is not known
	 */
	BodyNames names(Class<?> type, @Nullable MediaType contentType) {
		BodyNames first = null;
		for (HttpMessageConverter<?> converter : this.converters.obtain()) {
			BodyNames names = names(converter);
			if (converter.canRead(type, contentType)) {
				return (names != null) ? names : JavaNames.OF_PROPERTIES;
			}
			first = (first != null) ? first : names;
		}
		return (first != null) ? first : JavaNames.OF_PROPERTIES;
	}

	private @Nullable BodyNames names(HttpMessageConverter<?> converter) {
		for (BodyLanguage language : this.languages) {
			BodyNames names = language.names(converter);
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
			BodyFailure failure = language.failure(cause, converter(language, contentType), type);
			if (failure != null) {
				return failure;
			}
		}
		return null;
	}

	private @Nullable HttpMessageConverter<?> converter(BodyLanguage language, @Nullable MediaType contentType) {
		for (HttpMessageConverter<?> converter : this.converters.obtain()) {
			if (language.names(converter) != null && (contentType == null || isFor(converter, contentType))) {
				return converter;
			}
		}
		return null;
	}

	private static boolean isFor(HttpMessageConverter<?> converter, MediaType contentType) {
		for (MediaType supported : converter.getSupportedMediaTypes()) {
			if (supported.includes(contentType)) {
				return true;
			}
		}
		return false;
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
