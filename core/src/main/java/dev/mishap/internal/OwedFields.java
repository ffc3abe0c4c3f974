package dev.mishap.internal;

import java.util.List;

/** Header fields that a status owes (RFC 9110, section 15; RFC 7725, section 4). */
public final class OwedFields {

	private OwedFields() {
	}

	/**
	 * Returns the names of the fields that an answer with a status owes.
	 * @param status the status
	 */
	public static List<String> of(int status) {
		return switch (status) {
			case 401 -> List.of("WWW-Authenticate");
			case 405 -> List.of("Allow");
			case 416 -> List.of("Content-Range");
			case 426 -> List.of("Upgrade");
			case 429, 503 -> List.of("Retry-After");
			case 451 -> List.of("Link");
			default -> List.of();
		};
	}

}
