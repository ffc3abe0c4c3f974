package dev.mishap.internal.input;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.http.converter.HttpMessageConverter;

/** A library that reads bodies, as far as errors need to know it. */
interface BodyLanguage {

	/**
	 * Returns the names in bodies that a converter reads.
	 * @param converter the converter
	 * @return the names, or {@code null} if the converter is not of this library, or the
	 * library does not tell them
	 */
	@Nullable BodyNames names(HttpMessageConverter<?> converter);

	/**
	 * Returns what an exception of this library means.
	 * @param exception what the converter failed with
	 * @param converter the converter, or {@code null} if it is not known
	 * @param type the type that the body was read into, or {@code null} if it is not
	 * known
	 * @return the failure, or {@code null} if the exception is not of this library
	 */
	@Nullable BodyFailure failure(Throwable exception, @Nullable HttpMessageConverter<?> converter,
			@Nullable ResolvableType type);

}
