package dev.mishap.testing;

/** Properties that leave out what a test application is to be without. */
public final class Without {

	/** No Spring Security, although it is on the class path. */
	public static final String SECURITY = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration";

	/** No end to the traces in the log, however many tests share an application. */
	public static final String TRACE_BUDGET = "mishap.log.trace-budget=1000000";

	private Without() {
	}

}
