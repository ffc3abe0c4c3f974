package dev.mishap.internal.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import dev.mishap.internal.Codes;
import org.jspecify.annotations.Nullable;

/**
 * Codes and texts of the application for constraints, everywhere or in single fields.
 */
public final class ConstraintWords {

	/** The words of an application that has none. */
	public static final ConstraintWords NONE = new ConstraintWords(List.of());

	private final List<Entry> entries;

	/**
	 * Creates the words.
	 * @param entries the entries; one that names a field counts before one that does not
	 */
	public ConstraintWords(List<Entry> entries) {
		List<Entry> sorted = new ArrayList<>();
		entries.stream().filter((entry) -> entry.field() != null).forEach(sorted::add);
		entries.stream().filter((entry) -> entry.field() == null).forEach(sorted::add);
		this.entries = List.copyOf(sorted);
	}

	/**
	 * Returns what is said of a part that breaks a rule.
	 * @param field the field, as in the configuration
	 * @param code the reason
	 * @param wording the text for the caller
	 */
	Words words(String field, String code, Wording wording) {
		String ownCode = null;
		String detail = null;
		for (Entry entry : this.entries) {
			if (entry.fits(field, code)) {
				ownCode = (ownCode != null) ? ownCode : entry.code();
				detail = (detail != null) ? detail : entry.detail();
			}
		}
		return new Words((ownCode != null) ? ownCode : code, detail,
				(ownCode != null) ? Wording.of(ownCode, wording.arguments().toArray()).or(wording) : wording);
	}

	/**
	 * Returns the codes that the name of a constraint stands for, empty if it is none.
	 * @param name the name of the annotation, with or without its package, or a code
	 */
	public static Set<String> codes(String name) {
		String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
		String code = Codes.of(simple);
		if (code == null) {
			return Set.of();
		}
		// whether null was sent or nothing is not always known
		return "NOT_NULL".equals(code) ? Set.of(code, InvalidParts.REQUIRED) : Set.of(code);
	}

	/**
	 * What is said of a constraint.
	 *
	 * @param constraints the codes that the constraint has by itself
	 * @param field the field, as clients name it, or {@code null} for all
	 * @param code the code to answer, or {@code null} for that of the constraint
	 * @param detail the text to answer, or {@code null} for that of the code
	 */
	public record Entry(Set<String> constraints, @Nullable String field, @Nullable String code,
			@Nullable String detail) {

		boolean fits(String field, String code) {
			return (this.field == null || this.field.equals(field)) && this.constraints.contains(code);
		}

	}

	/**
	 * What is said of a part.
	 *
	 * @param code the reason
	 * @param detail the text, or {@code null} for that of {@code wording}
	 * @param wording where the text is found
	 */
	record Words(String code, @Nullable String detail, Wording wording) {

		Violation at(Location location, String name, Map<String, Object> attributes) {
			return new Violation(location, name, this.code, this.detail, this.wording, attributes);
		}

	}

}
