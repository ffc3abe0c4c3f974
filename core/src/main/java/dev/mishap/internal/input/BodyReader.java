package dev.mishap.internal.input;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;

/** Reads bodies of some kinds: a converter of Spring MVC, or a codec of WebFlux. */
public interface BodyReader {

	/**
	 * Returns the converter or codec itself, by which its library is known.
	 */
	Object codec();

	/**
	 * Returns whether it reads bodies into objects of a class.
	 * @param type the class
	 * @param contentType the type of the content, or {@code null} if it is not known
	 */
	boolean canRead(Class<?> type, @Nullable MediaType contentType);

	/**
	 * Returns whether it reads content of a type.
	 * @param contentType the type of the content
	 */
	boolean isFor(MediaType contentType);

	/**
	 * Returns the reader that a converter is.
	 * @param converter the converter
	 */
	static BodyReader of(HttpMessageConverter<?> converter) {
		return new BodyReader() {

			@Override
			public Object codec() {
				return converter;
			}

			@Override
			public boolean canRead(Class<?> type, @Nullable MediaType contentType) {
				return converter.canRead(type, contentType);
			}

			@Override
			public boolean isFor(MediaType contentType) {
				for (MediaType supported : converter.getSupportedMediaTypes()) {
					if (supported.includes(contentType)) {
						return true;
					}
				}
				return false;
			}

		};
	}

}
