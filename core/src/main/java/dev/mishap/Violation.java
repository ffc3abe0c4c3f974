package dev.mishap;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One invalid part of a request: where it stands, what is wrong with it, and never the
 * value that was sent.
 *
 * @param location the kind of place
 * @param name the name of the place as the client wrote it; for {@link Location#BODY} a
 * JSON Pointer in its fragment form (RFC 6901, section 6), {@code #/items/0/price}
 * @param code the reason in UPPER_SNAKE, {@code NOT_BLANK}
 * @param detail the text for the caller, or {@code null} for the text of {@code wording}
 * @param wording where the detail is found in the message bundles, or {@code null}
 * @param attributes the public attributes of what was violated, such as {@code min} and
 * {@code max}
 * @since 0.1.0
 */
public record Violation(Location location, String name, String code, @Nullable String detail, @Nullable Wording wording,
		Map<String, Object> attributes) {

	/**
	 * Creates a violation from all its parts.
	 */
	public Violation {
		attributes = attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
	}

	/**
	 * Returns a violation with a text.
	 * @param location the kind of place
	 * @param name the name of the place, or its JSON Pointer
	 * @param code the reason in UPPER_SNAKE
	 * @param detail the text for the caller
	 */
	public static Violation of(Location location, String name, String code, @Nullable String detail) {
		return new Violation(location, name, code, detail, null, Map.of());
	}

	/**
	 * Returns a violation whose text is looked up in the message bundles.
	 * @param location the kind of place
	 * @param name the name of the place, or its JSON Pointer
	 * @param code the reason in UPPER_SNAKE
	 * @param wording where to find the text
	 */
	public static Violation of(Location location, String name, String code, Wording wording) {
		return new Violation(location, name, code, null, wording, Map.of());
	}

	/**
	 * Returns this violation with another text.
	 * @param detail the text for the caller, or {@code null}
	 */
	public Violation withDetail(@Nullable String detail) {
		return new Violation(this.location, this.name, this.code, detail, this.wording, this.attributes);
	}

	/**
	 * Returns this violation with other attributes.
	 * @param attributes the attributes by name
	 */
	public Violation withAttributes(Map<String, Object> attributes) {
		return new Violation(this.location, this.name, this.code, this.detail, this.wording, attributes);
	}

	/**
	 * Kinds of places in a request, each under the member name that it has in an entry of
	 * {@code errors[]}.
	 */
	public enum Location {

		/** In the body; the name is a JSON Pointer. */
		BODY("pointer"),

		/** A query or form parameter. */
		PARAMETER("parameter"),

		/** A header field. */
		HEADER("header"),

		/** A cookie. */
		COOKIE("cookie"),

		/** A variable of the path, matrix variables included. */
		PATH("path"),

		/** A part of a multipart body. */
		PART("part");

		private final String member;

		Location(String member) {
			this.member = member;
		}

		/**
		 * Returns the member of an entry of {@code errors[]} that holds the name.
		 */
		public String member() {
			return this.member;
		}

	}

}
