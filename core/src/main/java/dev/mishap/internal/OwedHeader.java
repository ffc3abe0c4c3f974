package dev.mishap.internal;

import java.util.List;
import java.util.function.Function;

import dev.mishap.ProblemRequest;

/**
 * Header field that a status owes (RFC 9110, section 15), and who knows its value where
 * nobody has set it: the challenges of a bare 401, the methods of a bare 405, the wait of
 * a 503.
 */
public interface OwedHeader {

	/**
	 * Returns the name of the field, spelt as in RFC 9110.
	 */
	String field();

	/**
	 * Returns the values for a request.
	 * @param request the request that failed
	 * @return the values, one line each; none if they aren't known
	 */
	List<String> values(ProblemRequest request);

	/**
	 * Returns the names of the fields that an answer with a status owes (RFC 9110,
	 * section 15; RFC 7725, section 4).
	 * @param status the status
	 */
	static List<String> owedBy(int status) {
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

	/**
	 * Returns a field whose value depends on the request.
	 * @param field the name of the field
	 * @param values the values for a request, one line each
	 */
	static OwedHeader of(String field, Function<ProblemRequest, List<String>> values) {
		return new OwedHeader() {

			@Override
			public String field() {
				return field;
			}

			@Override
			public List<String> values(ProblemRequest request) {
				return values.apply(request);
			}

		};
	}

	/**
	 * Returns a field whose value is always the same.
	 * @param field the name of the field
	 * @param values the values, one line each
	 */
	static OwedHeader fixed(String field, String... values) {
		List<String> lines = List.of(values);
		return of(field, (request) -> lines);
	}

}
