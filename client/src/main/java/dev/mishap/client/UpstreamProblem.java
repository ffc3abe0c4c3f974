package dev.mishap.client;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What an answer of another service says of its error (RFC 9457). All of it is data from
 * outside: {@code type} and {@code instance} are never fetched, and no text in it is
 * meant for our own callers.
 *
 * @param found whether the body was a problem, or like one; without, there is the status
 * and perhaps a request ID
 * @param status the HTTP status of the status line, whatever the body says; 0 if there
 * was no answer
 * @param code the machine-readable reason, or {@code null} if the body has none
 * @param type the problem type (RFC 9457, section 3.1.1)
 * @param title the short summary, or {@code null}
 * @param detail the explanation of this occurrence, or {@code null}
 * @param instance the identifier of this occurrence (RFC 9457, section 3.1.5), or
 * {@code null}
 * @param requestId the ID of the request in the other service, or {@code null}
 * @param violations the invalid parts of the request
 * @param members the further members by name: maps, lists, texts, numbers and booleans
 * @since 0.1.0
 */
public record UpstreamProblem(boolean found, int status, @Nullable String code, URI type, @Nullable String title,
		@Nullable String detail, @Nullable URI instance, @Nullable String requestId, List<UpstreamViolation> violations,
		Map<String, Object> members) {

	/** Type of a problem that says no more than its status. */
	public static final URI BLANK = URI.create("about:blank");

	/**
	 * Creates a problem from all its parts.
	 */
	public UpstreamProblem {
		violations = List.copyOf(violations);
		members = members.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(members));
	}

	/**
	 * Returns what the answer says that an exception tells of, be it one of this module
	 * or of Spring, or the nearest of its causes that is one.
	 * @param exception the exception
	 * @return the problem; one that was not found, with status 0, if no other service has
	 * answered
	 */
	public static UpstreamProblem of(@Nullable Throwable exception) {
		return UpstreamAnswer.of(exception).map(UpstreamAnswer::problem).orElseGet(() -> none(0, null));
	}

	/**
	 * Returns the problem of an answer that has none.
	 * @param status the HTTP status
	 * @param requestId the ID of the request in the other service, or {@code null}
	 */
	static UpstreamProblem none(int status, @Nullable String requestId) {
		return new UpstreamProblem(false, status, null, BLANK, null, null, null, requestId, List.of(), Map.of());
	}

	/**
	 * Returns the reason as a constant: the one with the code of the problem; where the
	 * problem has no code, the one with its type; where it has neither, the one with its
	 * status ({@code NOT_FOUND}). A code counts for the constant of that name, with or
	 * without underscores and in any case, unless {@link UpstreamCode} or
	 * {@link dev.mishap.ProblemType} say otherwise; the last part of a type counts like a
	 * code.
	 * @param <E> the type of the constants
	 * @param codes the codes that are known
	 * @return the constant, or nothing for a code that the {@code enum} does not know
	 */
	public <E extends Enum<E>> Optional<E> code(Class<E> codes) {
		return Optional.ofNullable(Codes.find(this, codes));
	}

	/**
	 * Returns whether this is the reason.
	 * @param <E> the type of the constants
	 * @param code the constant
	 * @see #code(Class)
	 */
	public <E extends Enum<E>> boolean is(E code) {
		return Codes.find(this, code.getDeclaringClass()) == code;
	}

	/**
	 * Returns a further member if it is of a type.
	 * @param <T> the type
	 * @param name the name of the member
	 * @param type the class of the type: {@code String}, {@code Boolean}, {@code Number},
	 * {@code Map} or {@code List}
	 * @return the value, or nothing if there is none of that type
	 */
	public <T> Optional<T> member(String name, Class<T> type) {
		Object value = this.members.get(name);
		return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
	}

}
