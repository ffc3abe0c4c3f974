package dev.mishap.internal.openapi;

import java.util.Set;

/** What protects operations, as far as it can be asked before there is a request. */
public interface Protection {

	/**
	 * Returns whether an anonymous caller is refused.
	 * @param method the HTTP method
	 * @param path the path below the context path
	 */
	boolean refusesAnonymous(String method, String path);

	/**
	 * Returns the codes of the refusals that there can be, with status 401 and 403.
	 */
	Set<String> codes();

}
