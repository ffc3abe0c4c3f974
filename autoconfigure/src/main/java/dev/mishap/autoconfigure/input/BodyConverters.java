package dev.mishap.autoconfigure.input;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The converters of the application and the libraries behind them. */
final class BodyConverters {

	private final List<BodyLanguage> languages;

	private final SingletonSupplier<List<HttpMessageConverter<?>>> converters;

	BodyConverters(List<BodyLanguage> languages, Supplier<List<HttpMessageConverter<?>>> converters) {
		this.languages = languages;
		this.converters = SingletonSupplier.of(converters);
	}

	/**
	 * Returns the names in the body of the present request.
	 * @param type the class that the body was read into
	 */
	ClientNames names(Class<?> type) {
		ClientNames first = null;
		MediaType contentType = contentType();
		for (HttpMessageConverter<?> converter : this.converters.obtain()) {
			ClientNames names = names(converter);
			if (names != null) {
				if (converter.canRead(type, contentType)) {
					return names;
				}
				first = (first != null) ? first : names;
			}
		}
		return (first != null) ? first : ClientNames.OF_JAVA;
	}

	/** Returns the names of each converter that has its own, else those of Java. */
	List<ClientNames> all() {
		List<ClientNames> all = new ArrayList<>();
		for (HttpMessageConverter<?> converter : this.converters.obtain()) {
			ClientNames names = names(converter);
			if (names != null) {
				all.add(names);
			}
		}
		return all.isEmpty() ? List.of(ClientNames.OF_JAVA) : all;
	}

	private @Nullable ClientNames names(HttpMessageConverter<?> converter) {
		for (BodyLanguage language : this.languages) {
			ClientNames names = language.names(converter);
			if (names != null) {
				return names;
			}
		}
		return null;
	}

	/**
	 * Returns why a body could not be read.
	 * @param exception what the converter threw
	 * @return the failure, or {@code null} if no library knows it
	 */
	@Nullable BodyFailure failure(HttpMessageNotReadableException exception) {
		Throwable cause = exception.getCause();
		if (cause == null) {
			return null;
		}
		MediaType contentType = contentType();
		for (BodyLanguage language : this.languages) {
			BodyFailure failure = language.failure(cause, converter(language, contentType));
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

	private static @Nullable MediaType contentType() {
		if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
			HttpServletRequest request = attributes.getRequest();
			String contentType = request.getContentType();
			try {
				return (contentType != null) ? MediaType.parseMediaType(contentType) : null;
			}
			catch (InvalidMediaTypeException ignored) {
				return null;
			}
		}
		return null;
	}

}
