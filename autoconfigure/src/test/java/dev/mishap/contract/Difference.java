package dev.mishap.contract;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What is answered otherwise on WebFlux than on Spring MVC, on purpose: the table of
 * {@code docs/webflux.md}. A test beside each shows that it is so.
 */
public enum Difference {

	HEADERS_OF_HTTP2("a header block that is too large, on HTTP/2", "problem", "431 and nothing else",
			"Netty's codec refuses the connection's frames itself"),

	REQUEST_LINES_AND_HOSTS(
			"no, two or malformed `Host` fields; `HTTP/1.2`, `HTTP/9.9`; an unknown `Expect`; `%00` or `..` above the "
					+ "root in the address",
			"400, 505, 417, 400", "served like any other request", "Reactor Netty accepts them"),

	CONNECTION_AFTER_NO_URI("an address that is no URI, on HTTP/1.1", "`Connection: close`", "the connection stays",
			"the request was read to its end"),

	CONNECTION_AFTER_413("413 on HTTP/1.1 before anybody has begun to read the body", "`Connection: close`",
			"the connection stays", "Reactor Netty reads the rest of the body and drops it"),

	DATE("the field `Date`", "sent", "not sent", "Reactor Netty leaves it to the proxy, with an error as without"),

	UPGRADE_AND_CLOSE("426 to a client that asks to close the connection", "`Connection: close, upgrade`",
			"`Connection: close`", "Reactor Netty replaces the field"),

	HALF_CLOSED("an upload whose client has closed its half of the connection", "400, `REQUEST_INCOMPLETE`",
			"no answer", "Reactor Netty takes it for a client that has gone"),

	FATAL_IN_THE_LOG("what is logged of a stack overflow", "one line", "one line, and some of Reactor's own",
			"Reactor itself logs what it regards as fatal to the JVM"),

	TRACE("`TRACE`", "405 with every method, whatever the address",
			"405 with the methods of the address; 404 where nothing is", "a handler of WebFlux may take it"),

	RETURNED_VALUES("a constraint on what a handler returns", "500", "it is sent", "WebFlux does not check it"),

	ZIPPED_TEXT("a body with `Content-Encoding` that is read as a `String`", "415, `UNSUPPORTED_CONTENT_CODING`",
			"it is read as it is", "the decoder of WebFlux makes text of any bytes, and nothing comes before it"),

	NAMES_IN_XML("`spring.jackson.*` for bodies in XML", "count", "do not count: `errors[]` has other names",
			"for WebFlux, Boot sets up JSON only"),

	ELEMENTS_OF_A_STREAM("`mishap.validation` for the elements of a `Flux` body", "the index is in the pointer",
			"it is not", "each element is read alone"),

	REGIONAL_TEXTS("texts of an application in a regional language (`pt-BR`)", "from the first request on",
			"the first request gets the language without the region, or the default",
			"no thread of the event loop waits for a file"),

	MISSING_FACTOR("a known user who lacks a factor", "403, `AUTHENTICATION_FACTOR_REQUIRED`", "403, `FORBIDDEN`",
			"Spring Security looks for factors in servlet applications only"),

	BELOW_A_CONTAINER("Tomcat or Jetty below WebFlux", "-",
			"what the container refuses is a problem too if `mishap-servlet` is added; an error after the first bytes, "
					+ "which the container has not sent yet, is an empty 500 as on stock Boot",
			"the valve and the handler are in that module; WebFlux regards as sent what it has handed over"),

	FUNCTIONS_WITHOUT_RESOURCES("405 of a functional route when `spring.web.resources.add-mappings` is `false`", "405",
			"404", "WebFlux does not say that it is no resource");

	private final String what;

	private final String onMvc;

	private final String onWebFlux;

	private final String reason;

	Difference(String what, String onMvc, String onWebFlux, String reason) {
		this.what = what;
		this.onMvc = onMvc;
		this.onWebFlux = onWebFlux;
		this.reason = reason;
	}

	/** Returns the table as the page has it. */
	static String table() {
		return Arrays.stream(values())
			.map((row) -> "| " + row.what + " | " + row.onMvc + " | " + row.onWebFlux + " | " + row.reason + " |\n")
			.collect(Collectors.joining("", "| | Spring MVC | WebFlux | Reason |\n|---|---|---|---|\n", ""));
	}

}
