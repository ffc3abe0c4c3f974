package dev.mishap.internal.input;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/** A library that reads bodies, as far as errors need to know it. */
interface BodyLanguage {

	/**
	 * Returns the names in bodies that a converter or codec reads.
	 * @param codec the converter or codec
	 * @return the names, or {@code null} if it is not of this library, or the library
	 * does not tell them
	 */
	@Nullable BodyNames names(Object codec);

	/**
	 * Returns what an exception of this library means.
	 * @param exception what the converter or codec failed with
	 * @param codec the converter or codec, or {@code null} if it is not known
	 * @param type the type that the body was read into, or {@code null} if it is not
	 * known
	 * @return the failure, or {@code null} if the exception is not of this library
	 */
	@Nullable BodyFailure failure(Throwable exception, @Nullable Object codec, @Nullable ResolvableType type);

}
