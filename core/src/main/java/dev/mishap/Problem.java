package dev.mishap;

import java.net.URI;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.mishap.internal.HeaderFields;
import dev.mishap.internal.HttpStatuses;
import dev.mishap.internal.body.MemberNames;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Immutable answer to an error: what RFC 9457 calls a problem, with the header fields
 * that its status owes (RFC 9110). A changed problem is a new problem:
 * {@code problem.withDetail("Order 7 does not exist.")}.
 * <p>
 * Whoever holds a problem may send it: nothing in it comes from a log message, a stack
 * trace or a rejected value unless somebody put it there on purpose.
 *
 * @param status the HTTP status, 400 to 599
 * @param code the machine-readable reason in UPPER_SNAKE, stable across releases and
 * languages
 * @param type the problem type (RFC 9457, section 3.1.1), or {@code null} for
 * {@code about:blank}
 * @param title the short summary of the type, or {@code null} for the text that the code
 * or the status has in the caller's language
 * @param detail the explanation of this occurrence, written for the caller, or
 * {@code null} for the text that {@code wording} or the code leads to
 * @param wording where the detail is found in the message bundles while {@code detail} is
 * {@code null}; {@code null} for the code itself
 * @param instance the identifier of this occurrence (RFC 9457, section 3.1.5), or
 * {@code null} to leave it out
 * @param headers the header fields to send, by name in any case
 * @param violations the invalid parts of the request, in a stable order
 * @param extensions the further members of the body, in the order in which they are
 * written
 * @since 0.1.0
 */
public record Problem(int status, String code, @Nullable URI type, @Nullable String title, @Nullable String detail,
		@Nullable Wording wording, @Nullable URI instance, Map<String, List<String>> headers,
		List<Violation> violations, Map<String, Object> extensions) {

	private static final int MAX_CODE = 63;

	/**
	 * Creates a problem from all its parts.
	 * @throws IllegalArgumentException if the status is not within 400 to 599, the code
	 * is not UPPER_SNAKE, a header field has a name or value that RFC 9110 forbids, or an
	 * extension has the name of another part; {@code code} and {@code errors} are allowed
	 * and replace the standard members
	 */
	public Problem {
		Assert.isTrue(status >= 400 && status <= 599, () -> "'status' must be within 400 to 599 but is " + status);
		Assert.isTrue(isCode(code), () -> "'code' must be UPPER_SNAKE, at most 63 characters, but is '" + code + "'");
		headers = FrozenMap.ofHeaders(headers);
		violations = List.copyOf(violations);
		extensions = FrozenMap.ofExtensions(extensions);
	}

	/**
	 * Returns a problem with nothing but a status and a code; title and detail are the
	 * texts that belong to them.
	 * @param status the HTTP status, 400 to 599
	 * @param code the machine-readable reason in UPPER_SNAKE
	 */
	public static Problem of(int status, String code) {
		return new Problem(status, code, null, null, null, null, null, Map.of(), List.of(), Map.of());
	}

	/**
	 * Returns the problem that says no more than a status does; its code is that of the
	 * status, {@code NOT_FOUND} for 404.
	 * @param status the HTTP status, 400 to 599
	 */
	public static Problem of(int status) {
		return of(status, HttpStatuses.code(status));
	}

	/**
	 * Returns whether a text can be the code of a problem: UPPER_SNAKE, one to 63
	 * characters.
	 * @param text the text to look at
	 */
	public static boolean isCode(String text) {
		int length = text.length();
		if (length == 0 || length > MAX_CODE || !isLetter(text.charAt(0)) || text.charAt(length - 1) == '_') {
			return false;
		}
		for (int i = 1; i < length; i++) {
			char c = text.charAt(i);
			if (!isLetter(c) && (c < '0' || c > '9') && c != '_') {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns whether a status is that of an error: a registered one within 400 to 599
	 * (RFC 9110, section 16.2).
	 * @param status the HTTP status
	 */
	public static boolean isErrorStatus(int status) {
		return HttpStatuses.isRegistered(status);
	}

	private static boolean isLetter(char c) {
		return c >= 'A' && c <= 'Z';
	}

	/**
	 * Returns this problem under another status.
	 * @param status the HTTP status, 400 to 599
	 */
	public Problem withStatus(int status) {
		return new Problem(status, this.code, this.type, this.title, this.detail, this.wording, this.instance,
				this.headers, this.violations, this.extensions);
	}

	/**
	 * Returns this problem under another code.
	 * @param code the machine-readable reason in UPPER_SNAKE
	 */
	public Problem withCode(String code) {
		return new Problem(this.status, code, this.type, this.title, this.detail, this.wording, this.instance,
				this.headers, this.violations, this.extensions);
	}

	/**
	 * Returns this problem with another type.
	 * @param type the problem type, or {@code null} for {@code about:blank}
	 */
	public Problem withType(@Nullable URI type) {
		return new Problem(this.status, this.code, type, this.title, this.detail, this.wording, this.instance,
				this.headers, this.violations, this.extensions);
	}

	/**
	 * Returns this problem with another title.
	 * @param title the title, or {@code null} for the text of the code or status
	 */
	public Problem withTitle(@Nullable String title) {
		return new Problem(this.status, this.code, this.type, title, this.detail, this.wording, this.instance,
				this.headers, this.violations, this.extensions);
	}

	/**
	 * Returns this problem with another detail.
	 * @param detail the text as it is sent, or {@code null} for the text of the wording
	 * or code
	 */
	public Problem withDetail(@Nullable String detail) {
		return new Problem(this.status, this.code, this.type, this.title, detail, this.wording, this.instance,
				this.headers, this.violations, this.extensions);
	}

	/**
	 * Returns this problem with a detail that is looked up in the message bundles, in the
	 * caller's language.
	 * @param wording where to find the detail, or {@code null} for the code itself
	 */
	public Problem withWording(@Nullable Wording wording) {
		return new Problem(this.status, this.code, this.type, this.title, null, wording, this.instance, this.headers,
				this.violations, this.extensions);
	}

	/**
	 * Returns this problem with an identifier of its occurrence.
	 * @param instance the identifier, or {@code null} to leave it out
	 */
	public Problem withInstance(@Nullable URI instance) {
		return new Problem(this.status, this.code, this.type, this.title, this.detail, this.wording, instance,
				this.headers, this.violations, this.extensions);
	}

	/**
	 * Returns this problem with one header field more; it replaces what the problem, and
	 * at the time of sending the response, had under that name.
	 * @param name the field name
	 * @param values the field values, one line each; none removes the field from this
	 * problem
	 * @throws IllegalArgumentException if name or value has characters that RFC 9110,
	 * section 5, forbids
	 */
	public Problem withHeader(String name, String... values) {
		return withHeaders(FrozenMap.withHeader(this.headers, name, List.of(values)));
	}

	/**
	 * Returns this problem with other header fields.
	 * @param headers the fields by name
	 */
	public Problem withHeaders(Map<String, List<String>> headers) {
		return new Problem(this.status, this.code, this.type, this.title, this.detail, this.wording, this.instance,
				headers, this.violations, this.extensions);
	}

	/**
	 * Returns this problem with a {@code Retry-After} in seconds (RFC 9110, section
	 * 10.2.3), rounded up so that a client never comes too early.
	 * @param delay the time to wait, more than zero
	 */
	public Problem withRetryAfter(Duration delay) {
		Assert.isTrue(!delay.isNegative() && !delay.isZero(), "'delay' must be positive");
		return withHeader("Retry-After", Long.toString(HeaderFields.seconds(delay)));
	}

	/**
	 * Returns this problem with other violations.
	 * @param violations the invalid parts of the request
	 */
	public Problem withViolations(List<Violation> violations) {
		return new Problem(this.status, this.code, this.type, this.title, this.detail, this.wording, this.instance,
				this.headers, violations, this.extensions);
	}

	/**
	 * Returns this problem with one more member in its body.
	 * @param name the member name, best in snake_case
	 * @param value the value: text, number, boolean, map, collection, array, an object
	 * that marks its members with {@link ProblemMember}, or what the application's JSON
	 * library can write; {@code null} takes the member away. What cannot be written is
	 * left out and logged
	 * @throws IllegalArgumentException if the name is that of a standard member
	 */
	public Problem withExtension(String name, @Nullable Object value) {
		Assert.isTrue(!MemberNames.isStandard(name), () -> "'name' must not be the standard member '" + name + "'");
		return new Problem(this.status, this.code, this.type, this.title, this.detail, this.wording, this.instance,
				this.headers, this.violations, FrozenMap.with(this.extensions, name, value));
	}

	/**
	 * Returns this problem with other further members in its body.
	 * @param extensions the members by name
	 * @throws IllegalArgumentException if one has the name of a standard member
	 */
	public Problem withExtensions(Map<String, Object> extensions) {
		return new Problem(this.status, this.code, this.type, this.title, this.detail, this.wording, this.instance,
				this.headers, this.violations, extensions);
	}

	/**
	 * Returns the first value of a header field of this problem.
	 * @param name the field name in any case
	 * @return the value, or {@code null} if this problem doesn't set that field
	 */
	public @Nullable String header(String name) {
		List<String> values = this.headers.get(name);
		return (values != null) ? values.get(0) : null;
	}

	/**
	 * Immutable map that is known by its class: a problem that is made from another one
	 * takes the same map over, and need not copy and check it again.
	 */
	private static final class FrozenMap<V> extends AbstractMap<String, V> {

		private final Map<String, V> map;

		private FrozenMap(Map<String, V> map) {
			this.map = map;
		}

		/** Returns the map itself if it cannot change, else a copy in the same order. */
		static Map<String, Object> ofExtensions(Map<String, Object> extensions) {
			if (extensions instanceof FrozenMap) {
				return extensions;
			}
			for (String name : extensions.keySet()) {
				Assert.isTrue(!MemberNames.isFixed(name),
						() -> "'extensions' must not have the standard member '" + name + "'");
			}
			return extensions.isEmpty() ? Map.of() : new FrozenMap<>(new LinkedHashMap<>(extensions));
		}

		/**
		 * Returns the map itself if it cannot change, else a copy with names in any case.
		 */
		static Map<String, List<String>> ofHeaders(Map<String, List<String>> headers) {
			if (headers instanceof FrozenMap) {
				return headers;
			}
			if (headers.isEmpty()) {
				return Map.of();
			}
			Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			headers.forEach((name, values) -> {
				HeaderFields.check(name, values);
				if (!values.isEmpty()) {
					copy.put(name, List.copyOf(values));
				}
			});
			return new FrozenMap<>(copy);
		}

		/**
		 * Returns the map with one entry changed.
		 * @param value the value, or {@code null} to take the entry away
		 */
		static <V> Map<String, V> with(Map<String, V> map, String name, @Nullable V value) {
			Map<String, V> copy = new LinkedHashMap<>(map);
			return frozen(copy, name, value);
		}

		/**
		 * Returns the header fields with one changed; without values it is taken away.
		 */
		static Map<String, List<String>> withHeader(Map<String, List<String>> headers, String name,
				List<String> values) {
			HeaderFields.check(name, values);
			Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			copy.putAll(headers);
			copy.remove(name);
			return frozen(copy, name, values.isEmpty() ? null : values);
		}

		private static <V> Map<String, V> frozen(Map<String, V> copy, String name, @Nullable V value) {
			if (value == null) {
				copy.remove(name);
			}
			else {
				copy.put(name, value);
			}
			return copy.isEmpty() ? Map.of() : new FrozenMap<>(copy);
		}

		@Override
		public Set<Entry<String, V>> entrySet() {
			return Collections.unmodifiableMap(this.map).entrySet();
		}

		@Override
		public @Nullable V get(@Nullable Object key) {
			return this.map.get(key);
		}

		@Override
		public boolean containsKey(@Nullable Object key) {
			return this.map.containsKey(key);
		}

		@Override
		public int size() {
			return this.map.size();
		}

	}

	/**
	 * Whose concern a problem is. Metrics, logs and the registry of problems have it;
	 * bodies do not.
	 *
	 * @since 0.1.0
	 */
	public enum Fault {

		/** The caller's request is not one that can be done. */
		CLIENT,

		/**
		 * Something is wrong with this server: the only one that an error budget is for.
		 */
		SERVER,

		/** Another service, which this server needs for its answer, failed. */
		UPSTREAM,

		/** The server has turned the request away on purpose: a limit, too much work. */
		SHED;

		private static final int TOO_MANY_REQUESTS = 429;

		private static final int NOT_IMPLEMENTED = 501;

		private static final int BAD_GATEWAY = 502;

		private static final int SERVICE_UNAVAILABLE = 503;

		private static final int GATEWAY_TIMEOUT = 504;

		private static final int HTTP_VERSION_NOT_SUPPORTED = 505;

		/**
		 * Returns whose concern a problem is. A 503 is the server's; if it says when to
		 * come back ({@code Retry-After}), or has the code {@code OVERLOADED}, the server
		 * refused on purpose. A method or a version of HTTP that the caller made up is no
		 * fault of the server.
		 * @param problem the problem, before fields are added that its status owes
		 */
		public static Fault of(Problem problem) {
			int status = problem.status();
			String code = problem.code();
			if (status == BAD_GATEWAY || status == GATEWAY_TIMEOUT || (status >= 500 && code.startsWith("UPSTREAM_"))) {
				return UPSTREAM;
			}
			if (status == TOO_MANY_REQUESTS || (status == SERVICE_UNAVAILABLE
					&& (code.equals(OverloadedException.DEFAULT_CODE) || problem.header("Retry-After") != null))) {
				return SHED;
			}
			boolean ofServer = status >= 500 && status != NOT_IMPLEMENTED && status != HTTP_VERSION_NOT_SUPPORTED;
			return ofServer ? SERVER : CLIENT;
		}

	}

}
