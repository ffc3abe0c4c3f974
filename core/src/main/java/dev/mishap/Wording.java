package dev.mishap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Text that is still to be found: a key of the message bundles and what goes into its
 * place holders. The application's {@code MessageSource} is asked first, then the texts
 * of the library.
 * <p>
 * {@code {0}} stands for the first argument, {@code {id}} for the member {@code id} of
 * the problem. Numbers are written plainly, {@code 1234} and not {@code 1,234};
 * {@code {0,number}} asks for the form of the language. An apostrophe is an apostrophe,
 * and so are two in a row.
 *
 * @param key the key below {@code mishap.detail.} or {@code mishap.violation.}
 * @param arguments the values for {@code {0}}, {@code {1}} …: texts, numbers, booleans,
 * enum constants, dates and times, UUIDs, URIs, or collections of them
 * @param fallback the text to use where no bundle has the key, or {@code null} for the
 * text of the code or status
 * @since 0.1.0
 */
public record Wording(String key, List<Object> arguments, @Nullable Text fallback) {

	/**
	 * Creates a wording from all its parts.
	 */
	public Wording {
		arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
	}

	/**
	 * Creates a wording with a text that is the same in every language.
	 * @param key the key
	 * @param arguments the values
	 * @param fallback the text to use, as it is, where no bundle has the key, or
	 * {@code null} for none
	 */
	public Wording(String key, List<Object> arguments, @Nullable String fallback) {
		this(key, arguments, (fallback != null) ? new Literal(fallback) : (Text) null);
	}

	/**
	 * Returns the wording with a key and what goes into its place holders.
	 * @param key the key
	 * @param arguments the values
	 */
	public static Wording of(String key, Object... arguments) {
		return new Wording(key, List.of(arguments), (Text) null);
	}

	/**
	 * Returns the wording whose text is made by somebody else, such as Bean Validation,
	 * where no bundle has the key.
	 * @param key the key
	 * @param text makes the text in the language of the answer
	 */
	public static Wording of(String key, Text text) {
		return new Wording(key, List.of(), text);
	}

	/**
	 * Returns the wording with another one whose text is used where no bundle has the
	 * key.
	 * @param other the other wording
	 */
	public Wording or(Wording other) {
		return new Wording(this.key, this.arguments, new Other(other));
	}

	/** Text that is made when the language of the answer is known. */
	@FunctionalInterface
	public interface Text {

		/**
		 * Returns the text.
		 * @param locale the language
		 * @return the text, or {@code null} if there is none in this language
		 */
		@Nullable String in(Locale locale);

	}

	/**
	 * Text of which nobody knows the language.
	 *
	 * @param text the text
	 */
	public record Literal(String text) implements Text {

		@Override
		public String in(Locale locale) {
			return this.text;
		}

	}

	/**
	 * Text of another wording.
	 *
	 * @param wording the wording
	 */
	public record Other(Wording wording) implements Text {

		/** Only who has the bundles can find it. */
		@Override
		public @Nullable String in(Locale locale) {
			return null;
		}

	}

}
