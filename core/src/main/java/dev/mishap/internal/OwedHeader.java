package dev.mishap.internal;

import java.util.List;

/**
 * Header field that a status owes, and who knows its value.
 *
 * @param field the name of the field, spelt as in RFC 9110
 * @param source the source of its values
 */
public record OwedHeader(String field, HeaderSource source) {

	/**
	 * Returns a field whose value is always the same.
	 * @param field the name of the field
	 * @param values the values, one line each
	 */
	public static OwedHeader fixed(String field, String... values) {
		List<String> lines = List.of(values);
		return new OwedHeader(field, (request) -> lines);
	}

}
