package dev.mishap.autoconfigure.input;

import java.util.Map;
import java.util.Set;

import dev.mishap.Wording;
import org.jspecify.annotations.Nullable;

/** Texts of the constraints that Bean Validation brings. */
final class ConstraintTexts {

	private static final Set<String> PLAIN = Set.of("NOT_NULL", "NULL", "NOT_BLANK", "NOT_EMPTY", "ASSERT_TRUE",
			"ASSERT_FALSE", "EMAIL", "PATTERN", "PAST", "PAST_OR_PRESENT", "FUTURE", "FUTURE_OR_PRESENT", "POSITIVE",
			"POSITIVE_OR_ZERO", "NEGATIVE", "NEGATIVE_OR_ZERO", "URL", "UUID", "UNIQUE_ELEMENTS", "CREDIT_CARD_NUMBER");

	private ConstraintTexts() {
	}

	/**
	 * Returns the text of a constraint.
	 * @param code the code of the constraint
	 * @param attributes the attributes of the constraint
	 * @return the text, or {@code null} if there is none for it
	 */
	static @Nullable Wording of(String code, Map<String, Object> attributes) {
		if (PLAIN.contains(code)) {
			return Wording.of(code);
		}
		return switch (code) {
			case "MIN", "MAX" -> Wording.of(code, text(attributes, "value"));
			case "DECIMAL_MIN", "DECIMAL_MAX" ->
				Wording.of(Boolean.FALSE.equals(attributes.get("inclusive")) ? code + ".exclusive" : code,
						text(attributes, "value"));
			case "DIGITS" -> Wording.of(code, text(attributes, "integer"), text(attributes, "fraction"));
			case "SIZE", "LENGTH", "RANGE" -> between(code, attributes);
			default -> null;
		};
	}

	private static Wording between(String code, Map<String, Object> attributes) {
		String min = text(attributes, "min");
		String max = text(attributes, "max");
		if (min.equals(max)) {
			return Wording.of(code + ".exact", min);
		}
		if (max.equals(Integer.toString(Integer.MAX_VALUE)) || max.equals(Long.toString(Long.MAX_VALUE))) {
			return Wording.of(code + ".min", min);
		}
		return "0".equals(min) ? Wording.of(code + ".max", max) : Wording.of(code, min, max);
	}

	private static String text(Map<String, Object> attributes, String name) {
		return String.valueOf(attributes.get(name));
	}

}
