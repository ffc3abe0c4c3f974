package dev.mishap.autoconfigure.input;

import org.jspecify.annotations.Nullable;

import org.springframework.http.converter.HttpMessageConverter;

/** A library that reads bodies, as far as errors need to know it. */
interface BodyLanguage {

	/**
	 * Returns the names in bodies that a converter reads.
	 * @param converter the converter
	 * @return the names, or {@code null} if the converter is not of this library
	 */
	@Nullable ClientNames names(HttpMessageConverter<?> converter);

	/**
	 * Returns what an exception of this library means.
	 * @param exception what the converter failed with
	 * @param converter the converter, or {@code null} if it is not known
	 * @return the failure, or {@code null} if the exception is not of this library
	 */
	@Nullable BodyFailure failure(Throwable exception, @Nullable HttpMessageConverter<?> converter);

}
