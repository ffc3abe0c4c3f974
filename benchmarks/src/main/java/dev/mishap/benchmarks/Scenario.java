package dev.mishap.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Requests that are measured. Each has a path of its own, {@code /no-route} for
 * {@link #NO_ROUTE}, so that the floor can tell them apart.
 */
public enum Scenario {

	/** A body with three fields that break their constraints. */
	VALIDATION("validation failure, three fields", "POST", 422, """
			{"article":" ","quantity":0,"email":"nobody"}"""),

	/** A body that is no JSON. */
	MALFORMED("malformed JSON", "POST", 400, """
			{"article":"A-1","quantity":1,"email"}"""),

	/** A path that nobody serves. */
	NO_ROUTE("no route", "GET", 404, null),

	/** A path that is served under another method. */
	METHOD_NOT_ALLOWED("405", "GET", 405, null),

	/** An exception of the application that is mapped in the configuration. */
	DOMAIN_MAPPED("domain exception, mapped in yml", "GET", 409, null),

	/** An exception of the application that says its status itself. */
	DOMAIN_ANNOTATED("domain exception, @ResponseStatus", "GET", 409, null),

	/** An exception that nobody knows, from 15 frames deep; each trace is logged. */
	UNKNOWN("unknown exception, 15 frames deep, trace logged", "GET", 500, null),

	/** The same while the budget for traces is spent. */
	UNKNOWN_BUDGET("unknown exception, trace budget spent", "GET", 500, null),

	/** A handler calls {@code sendError}. */
	SEND_ERROR("sendError", "GET", 410, null),

	/** A filter throws an exception that nobody knows. */
	FILTER_UNKNOWN("unknown exception in a filter", "GET", 500, null),

	/** A filter throws an exception that says its status itself. */
	FILTER_ANNOTATED("@ResponseStatus exception in a filter", "GET", 409, null),

	/** Load is shed: an exception without a stack trace, after the body was read. */
	SHED("503 shed", "POST", 503, """
			{"article":"A-1","quantity":1,"email":"jo@example.com"}"""),

	/** A body that is longer than allowed, as its Content-Length says. */
	PAYLOAD_TOO_LARGE("413 on Content-Length, 96 KiB", "POST", 413, "x".repeat(96 * 1024)),

	/** Success: nobody has anything to answer. */
	OK("200 untouched", "GET", 200, null),

	/** No credentials where Basic is asked for. */
	UNAUTHENTICATED_BASIC("401 Basic", "GET", 401, null),

	/** A bearer token that is not valid. */
	UNAUTHENTICATED_BEARER("401 Bearer, invalid token", "GET", 401, null);

	private final String title;

	private final String method;

	private final int status;

	private final @Nullable String body;

	Scenario(String title, String method, int status, @Nullable String body) {
		this.title = title;
		this.method = method;
		this.status = status;
		this.body = body;
	}

	/**
	 * Returns the head of the row.
	 */
	public String title() {
		return this.title;
	}

	/**
	 * Returns whether the applications need Spring Security for it.
	 */
	public boolean secured() {
		return this == UNAUTHENTICATED_BASIC || this == UNAUTHENTICATED_BEARER;
	}

	/**
	 * Returns the path of the request.
	 */
	public String path() {
		return "/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Returns the status that this request ought to have.
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Returns the statuses that an error library may answer.
	 * @param library the error library
	 */
	public Set<Integer> statuses(Library library) {
		boolean spring = library == Library.BOOT || library == Library.PROBLEM_DETAILS;
		return switch (this) {
			// how a constraint is answered can be set, and 400 is what most do
			case VALIDATION -> Set.of(400, 422);
			// nothing of these reads the exceptions of a filter
			case FILTER_ANNOTATED -> Set.of((spring || library == Library.ADVICE) ? 500 : this.status);
			default -> Set.of(this.status);
		};
	}

	/**
	 * Returns the names of the fields that an answer has to name.
	 */
	public List<String> invalidFields() {
		return (this == VALIDATION) ? List.of("article", "quantity", "email") : List.of();
	}

	/**
	 * Returns the header field that the status owes (RFC 9110, section 15), or that a
	 * client waits for, {@code null} if there is none.
	 */
	public @Nullable String owedField() {
		return switch (this.status) {
			case 401 -> "WWW-Authenticate";
			case 405 -> "Allow";
			case 503 -> "Retry-After";
			default -> null;
		};
	}

	/**
	 * Returns the request as it is sent.
	 */
	public byte[] request() {
		String authorization = (this == UNAUTHENTICATED_BEARER) ? "Authorization: Bearer expired\r\n" : "";
		return request(this.method, path(), authorization, this.body);
	}

	/**
	 * Returns a request.
	 * @param method the method
	 * @param path the path
	 * @param headers further header lines, each with its line end
	 * @param json the body, or {@code null} for none
	 */
	public static byte[] request(String method, String path, String headers, @Nullable String json) {
		StringBuilder text = new StringBuilder(512);
		text.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
		text.append("Host: localhost\r\nUser-Agent: benchmark\r\n");
		text.append("Accept: application/json, application/problem+json\r\n").append(headers);
		if (json != null) {
			text.append("Content-Type: application/json\r\nContent-Length: ");
			text.append(json.getBytes(StandardCharsets.UTF_8).length).append("\r\n");
		}
		text.append("\r\n");
		if (json != null) {
			text.append(json);
		}
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

}
