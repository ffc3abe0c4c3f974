package dev.mishap.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.mishap.ProblemRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * What RFC 9110 says of header fields: which of them an answer may set (section 5), takes
 * away, and owes (section 15).
 */
public final class HeaderFields {

	/**
	 * Fields that describe a representation which an error replaces, or how it is sent
	 * and kept: if they stayed they would say something wrong about the problem.
	 */
	public static final List<String> OF_REPLACED_BODY = List.of("Content-Encoding", "Content-Language", "Content-Range",
			"Content-Location", "Content-Disposition", "Content-Description", "Content-Transfer-Encoding",
			"Content-Digest", "Repr-Digest", "Digest", "Content-MD5", "ETag", "Last-Modified", "Expires",
			"Cache-Control", "CDN-Cache-Control", "Surrogate-Control", "Pragma", "Accept-Ranges", "Location",
			"Trailer");

	/**
	 * Fields that frame a message or belong to a connection (RFC 9110, sections 7.6.1 and
	 * 8.6; RFC 9112, section 6): the container's own.
	 */
	private static final Set<String> OF_MESSAGE = lowerCase(List.of("Connection", "Content-Length", "Content-Type",
			"Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade"));

	private static final Set<String> OF_REPLACED_BODY_IN_LOWER_CASE = lowerCase(OF_REPLACED_BODY);

	/** Without what is said of the resource of which a range was asked. */
	private static final Set<String> OF_REPLACED_BODY_AT_416 = replacedBut("Content-Range", "Accept-Ranges");

	/** Without the state that a condition did not hold for. */
	private static final Set<String> OF_REPLACED_BODY_AT_412 = replacedBut("ETag", "Last-Modified");

	/** An empty error has no body: these are said of the resource, or of another one. */
	private static final Set<String> BESIDE_EMPTY_BODY = replacedBut("ETag", "Last-Modified", "Accept-Ranges",
			"Location");

	private static final Set<String> BESIDE_EMPTY_BODY_AT_416 = replacedBut("ETag", "Last-Modified", "Accept-Ranges",
			"Location", "Content-Range");

	/**
	 * The fields that nearly every answer takes away. The two others are set anew by each
	 * answer.
	 */
	private static final Set<String> USUALLY_SET_AGAIN = Set.of("cache-control", "content-language");

	private static final Set<String> USUALLY_REMOVED = names(OF_REPLACED_BODY_IN_LOWER_CASE, USUALLY_SET_AGAIN,
			Set.of());

	private static final Set<String> USUALLY_REMOVED_BESIDE_EMPTY_BODY = names(BESIDE_EMPTY_BODY, USUALLY_SET_AGAIN,
			Set.of());

	/** Fields to which an answer adds lines, because others set them too. */
	private static final Set<String> SHARED = lowerCase(List.of("Link", "Set-Cookie", "Vary"));

	private static final String TOKEN_SPECIALS = "!#$%&'*+-.^_`|~";

	private HeaderFields() {
	}

	private static Set<String> lowerCase(List<String> names) {
		return names.stream().map(HeaderFields::key).collect(Collectors.toUnmodifiableSet());
	}

	private static Set<String> replacedBut(String... kept) {
		return lowerCase(OF_REPLACED_BODY.stream().filter((name) -> !List.of(kept).contains(name)).toList());
	}

	/**
	 * Returns the names, in lower case, of the fields that describe another body than
	 * that of an answer.
	 * @param status the status of the answer; to that of 416 belong the ranges and the
	 * length of what a range was asked of (RFC 9110, section 15.5.17), to that of 412 the
	 * state that a condition did not hold for (section 8.8)
	 * @param empty whether the answer stands in for no body at all
	 */
	static Set<String> ofReplacedBody(int status, boolean empty) {
		return switch (status) {
			case 416 -> empty ? BESIDE_EMPTY_BODY_AT_416 : OF_REPLACED_BODY_AT_416;
			case 412 -> empty ? BESIDE_EMPTY_BODY : OF_REPLACED_BODY_AT_412;
			default -> empty ? BESIDE_EMPTY_BODY : OF_REPLACED_BODY_IN_LOWER_CASE;
		};
	}

	/**
	 * Returns the names of fields to take away, spelt as in the registry.
	 * @param replaced the fields of another body, in lower case
	 * @param setAgain those of them that have a value again
	 * @param further other fields to take away
	 */
	static Set<String> namesOfReplacedBody(Set<String> replaced, Set<String> setAgain, Set<String> further) {
		if (further.isEmpty() && setAgain.equals(USUALLY_SET_AGAIN)) {
			if (replaced == OF_REPLACED_BODY_IN_LOWER_CASE) {
				return USUALLY_REMOVED;
			}
			if (replaced == BESIDE_EMPTY_BODY) {
				return USUALLY_REMOVED_BESIDE_EMPTY_BODY;
			}
		}
		return names(replaced, setAgain, further);
	}

	private static Set<String> names(Set<String> replaced, Set<String> setAgain, Set<String> further) {
		Set<String> names = new LinkedHashSet<>(further);
		for (String name : OF_REPLACED_BODY) {
			if (replaced.contains(key(name)) && !setAgain.contains(key(name))) {
				names.add(name);
			}
		}
		return Collections.unmodifiableSet(names);
	}

	private static String key(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns whether a problem, or an exception that becomes one, may set a field.
	 * Fields that frame the message belong to the container; fields that describe or
	 * cache another body would be wrong for this one.
	 * @param name the field name in any case
	 * @param values the values
	 * @param status the status of the problem
	 */
	static boolean isOfProblem(String name, List<String> values, int status) {
		String key = key(name);
		return switch (key) {
			// RFC 9110, section 15.5.17
			case "content-range", "accept-ranges" -> status == 416;
			// RFC 9110, section 15.5.22
			case "upgrade" -> status == 426;
			// the state that the condition did not hold for: RFC 9110, section 8.8
			case "etag", "last-modified" -> status == 412;
			case "cache-control" -> isPrivate(values);
			default -> !OF_MESSAGE.contains(key) && !OF_REPLACED_BODY_IN_LOWER_CASE.contains(key);
		};
	}

	/** Shared caches must not hand one caller's problem, and its ID, to the next. */
	private static boolean isPrivate(List<String> cacheControl) {
		Set<String> directives = directives(cacheControl).keySet();
		return (directives.contains("private") || directives.contains("no-store")) && !directives.contains("public")
				&& !directives.contains("s-maxage");
	}

	private static Map<String, String> directives(List<String> cacheControl) {
		Map<String, String> directives = new HashMap<>();
		for (String line : cacheControl) {
			for (String directive : StringUtils.tokenizeToStringArray(line, ",")) {
				int value = directive.indexOf('=');
				String name = (value < 0) ? directive : directive.substring(0, value);
				directives.put(key(name.trim()), (value < 0) ? "" : directive.substring(value + 1).trim());
			}
		}
		return directives;
	}

	/**
	 * Returns what caches of a single caller may do with an answer that stands in for no
	 * body.
	 * @param own the lines of {@code Cache-Control} that it had
	 */
	static List<String> cacheControlBesideEmptyBody(List<String> own) {
		boolean kept = isPrivate(own) && !directives(own).containsKey("no-store");
		return kept ? own : List.of("no-store");
	}

	/**
	 * Returns whether shared caches may keep an answer without asking again (RFC 9111,
	 * sections 4.2.1 and 5.2.2; RFC 9213).
	 * @param fields the fields of the answer
	 */
	static boolean letSharedCachesKeep(Function<String, List<String>> fields) {
		List<String> cacheControl = fields.apply("Cache-Control");
		return lasts(cacheControl) || lasts(fields.apply("CDN-Cache-Control"))
				|| lasts(fields.apply("Surrogate-Control"))
				|| (cacheControl.isEmpty() && fields.apply("Expires").stream().anyMatch(HeaderFields::isInFuture));
	}

	private static boolean lasts(List<String> cacheControl) {
		Map<String, String> directives = directives(cacheControl);
		boolean forOne = List.of("private", "no-store", "no-cache").stream().anyMatch(directives::containsKey);
		String age = directives.getOrDefault("s-maxage", directives.getOrDefault("max-age", "0"));
		return !forOne && (directives.containsKey("public") || age.matches("\"?0*[1-9].*"));
	}

	private static boolean isInFuture(String date) {
		try {
			return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)).isAfter(Instant.now());
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

	/** Returns whether lines are added to those that stand, and do not replace them. */
	public static boolean isShared(String name) {
		return SHARED.contains(key(name));
	}

	/**
	 * Returns whether a media type is one, or one of a kind. Its name is in any case (RFC
	 * 9110, section 8.3.1).
	 * @param contentType the value of {@code Content-Type}, or {@code null} if there is
	 * none
	 * @param start how the name begins, {@code multipart/}
	 */
	public static boolean isMediaType(@Nullable String contentType, String start) {
		return contentType != null && contentType.regionMatches(true, 0, start, 0, start.length());
	}

	/**
	 * Returns a time in whole seconds, as fields have it: rounded up, so that nobody
	 * comes too early.
	 * @param time the time
	 */
	public static long seconds(Duration time) {
		boolean up = time.getNano() > 0 && time.getSeconds() < Long.MAX_VALUE;
		return up ? time.getSeconds() + 1 : time.getSeconds();
	}

	/** Refuses what could not be sent as a field, or would be sent as more than one. */
	public static void check(String name, List<String> values) {
		Assert.isTrue(isName(name), () -> "'" + name + "' is not a header field name");
		for (String value : values) {
			Assert.isTrue(isValue(value),
					() -> "header field '" + name + "' must not have control characters in its value");
		}
	}

	/** Returns whether this can be sent as a field. */
	public static boolean isField(String name, List<String> values) {
		for (String value : values) {
			if (!isValue(value)) {
				return false;
			}
		}
		return isName(name);
	}

	static boolean isName(String name) {
		if (name.isEmpty()) {
			return false;
		}
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
			if (!alphanumeric && TOKEN_SPECIALS.indexOf(c) < 0) {
				return false;
			}
		}
		return true;
	}

	static boolean isValue(String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if ((c < 0x20 && c != '\t') || c == 0x7F) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Header field that a status owes (RFC 9110, section 15), and who knows its value
	 * where nobody has set it: the challenges of a bare 401, the methods of a bare 405,
	 * the wait of a 503.
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

}
