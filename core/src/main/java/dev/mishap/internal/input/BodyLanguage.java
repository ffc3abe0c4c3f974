package dev.mishap.internal.input;

import java.util.List;

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
	@Nullable Names names(Object codec);

	/**
	 * Returns what an exception of this library means.
	 * @param exception what the converter or codec failed with
	 * @param codec the converter or codec, or {@code null} if it is not known
	 * @param type the type that the body was read into, or {@code null} if it is not
	 * known
	 * @return the failure, or {@code null} if the exception is not of this library
	 */
	@Nullable Failure failure(Throwable exception, @Nullable Object codec, @Nullable ResolvableType type);

	/** Names under which input is sent: those of JSON for instance, or of a form. */
	@FunctionalInterface
	interface Names {

		/**
		 * Returns the input as a whole.
		 * @param type the type that it is read into
		 */
		Node root(ResolvableType type);

	}

	/**
	 * Why a body could not be read, in terms that do not depend on the library.
	 *
	 * @param kind what is wrong
	 * @param path the way to the place
	 * @param target the class that was expected there, or {@code null} if it is not known
	 * @param pattern the pattern of a date or time that was expected there, or
	 * {@code null}
	 * @param allowed the values that are accepted there, none if there is no list
	 * @param line the line, 0 if it is not known
	 * @param column the column, 0 if it is not known
	 * @param value the value that was sent, or {@code null} if it is not known
	 * @param cause what code of the application threw, or {@code null}
	 */
	record Failure(Kind kind, ClientPath path, @Nullable Class<?> target, @Nullable String pattern,
			List<Object> allowed, int line, int column, @Nullable Object value, @Nullable Throwable cause) {

		Failure(Kind kind, int line, int column) {
			this(kind, ClientPath.ROOT, null, null, List.of(), line, column, null, null);
		}

		/** Kinds of failures. */
		enum Kind {

			/** There is no body. */
			EMPTY,

			/** The body breaks the syntax of its format. */
			SYNTAX,

			/** The characters are not in the encoding that they should be in. */
			ENCODING,

			/** It ends too early. */
			CUT,

			/** It did not arrive. */
			TRANSFER,

			/** Its nesting is too deep. */
			TOO_DEEP,

			/** It has a number with too many digits. */
			NUMBER_TOO_LONG,

			/** It has a member name that is too long. */
			NAME_TOO_LONG,

			/** It, or a string in it, is too long. */
			TOO_LARGE,

			/** It breaks another limit of the parser. */
			LIMIT,

			/** A value is of the wrong type. */
			WRONG_TYPE,

			/** A number is too large or too small for its field. */
			OUT_OF_RANGE,

			/** A value is not one of those that are accepted. */
			UNKNOWN_VALUE,

			/** A member is not one of those that are known. */
			UNKNOWN_PROPERTY,

			/** The name of a member is not of the kind that is expected. */
			WRONG_NAME,

			/**
			 * An object does not say of which kind it is, or of a kind that is not known.
			 */
			UNKNOWN_KIND,

			/** A value is null. */
			NULL,

			/** A member is missing. */
			MISSING,

			/** A member is missing or null: which one is not known. */
			NO_VALUE,

			/** Code of the application did not accept a value. */
			REFUSED

		}

	}

}
