package dev.mishap;

/**
 * Whose concern a problem is. Metrics, logs and the registry of problems have it; bodies
 * do not.
 *
 * @since 0.1.0
 */
public enum Fault {

	/** The caller's request is not one that can be done. */
	CLIENT,

	/** Something is wrong with this server: the only one that an error budget is for. */
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
	 * Returns whose concern a problem is. A 503 is the server's; if it says when to come
	 * back ({@code Retry-After}), or has the code {@code OVERLOADED}, the server refused
	 * on purpose. A method or a version of HTTP that the caller made up is no fault of
	 * the server.
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
