package dev.mishap.autoconfigure.input;

import java.util.List;
import java.util.Map;

import dev.mishap.Wording;
import org.jspecify.annotations.Nullable;

/**
 * Part of an argument that breaks a rule, in the names of Java.
 *
 * @param root the object in which the part is, or {@code null} if there is none
 * @param steps the steps from that object to the part
 * @param code the reason in UPPER_SNAKE
 * @param wording the text for the caller
 * @param attributes the public attributes of the rule
 * @param value the value that breaks the rule
 */
record InvalidPart(@Nullable Object root, List<Step> steps, String code, Wording wording,
		Map<String, Object> attributes, @Nullable Object value) {

	InvalidPart withSteps(@Nullable Object root, List<Step> steps) {
		return new InvalidPart(root, steps, this.code, this.wording, this.attributes, this.value);
	}

}
