package dev.mishap;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.mishap.internal.HttpStatuses;
import org.jspecify.annotations.Nullable;

/**
 * Catalogue of the problems of an application. As a bean it is checked at start-up: each
 * code is UPPER_SNAKE and stands once, each status is that of an error.
 * {@snippet class = "dev.mishap.docs.ExtendingTests" region = "catalogue-bean"}
 *
 * @since 0.1.0
 */
public final class ProblemCatalogue {

	private final Map<String, ProblemType> types;

	private ProblemCatalogue(Collection<? extends ProblemType> types) {
		Map<String, ProblemType> byCode = new LinkedHashMap<>();
		for (ProblemType type : types) {
			String code = type.code();
			if (!Problem.isCode(code)) {
				throw new InvalidEntryException("'" + code + "' is not the code of a problem.",
						"Write it in UPPER_SNAKE, 1 to 63 characters, such as OUT_OF_STOCK.");
			}
			if (!HttpStatuses.isRegistered(type.status())) {
				throw new InvalidEntryException(
						code + " has the status " + type.status() + ", which is not a registered one of an error.",
						"Return a status from 400 to 599 that is registered, such as 409 or 503.");
			}
			if (byCode.put(code, type) != null) {
				throw new InvalidEntryException(code + " is listed twice.", "Give each problem a code of its own.");
			}
		}
		this.types = Collections.unmodifiableMap(byCode);
	}

	/**
	 * Returns the catalogue of all constants of an {@code enum}.
	 * @param <E> the type of the constants
	 * @param type the class of the constants
	 * @throws InvalidEntryException if a code or status cannot be
	 */
	public static <E extends Enum<E> & ProblemType> ProblemCatalogue of(Class<E> type) {
		return new ProblemCatalogue(Arrays.asList(type.getEnumConstants()));
	}

	/**
	 * Returns the catalogue of some types.
	 * @param types the types, in the order in which they are to be listed
	 * @throws InvalidEntryException if a code or status cannot be, or a code stands twice
	 */
	public static ProblemCatalogue of(Collection<? extends ProblemType> types) {
		return new ProblemCatalogue(types);
	}

	/**
	 * Returns all types in their order.
	 */
	public Collection<ProblemType> types() {
		return this.types.values();
	}

	/**
	 * Returns the type of a code.
	 * @param code the code
	 * @return the type, or {@code null} if the catalogue has none
	 */
	public @Nullable ProblemType find(String code) {
		return this.types.get(code);
	}

	/**
	 * An entry of a catalogue that cannot be. At start-up it becomes a message that says
	 * which, and what to write instead.
	 */
	public static final class InvalidEntryException extends IllegalArgumentException {

		private static final long serialVersionUID = 1L;

		/** What to write instead. */
		private final String remedy;

		InvalidEntryException(String complaint, String remedy) {
			super(complaint);
			this.remedy = remedy;
		}

		/**
		 * Returns what to write instead.
		 */
		public String remedy() {
			return this.remedy;
		}

	}

}
