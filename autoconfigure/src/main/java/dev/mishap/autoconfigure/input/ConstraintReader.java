package dev.mishap.autoconfigure.input;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterValidationResult;

/** Reads what Bean Validation has put into errors of Spring. */
interface ConstraintReader {

	/** For applications without Bean Validation. */
	ConstraintReader NONE = new ConstraintReader() {

		@Override
		public @Nullable InvalidPart read(ObjectError error) {
			return null;
		}

		@Override
		public @Nullable InvalidPart read(ParameterValidationResult result, MessageSourceResolvable error) {
			return null;
		}

	};

	/**
	 * Returns what an error is about.
	 * @param error the error of a binding
	 * @return the part, or {@code null} if no constraint is behind the error
	 */
	@Nullable InvalidPart read(ObjectError error);

	/**
	 * Returns what an error is about.
	 * @param result the result for an argument
	 * @param error one of its errors
	 * @return the part, or {@code null} if no constraint is behind the error
	 */
	@Nullable InvalidPart read(ParameterValidationResult result, MessageSourceResolvable error);

}
