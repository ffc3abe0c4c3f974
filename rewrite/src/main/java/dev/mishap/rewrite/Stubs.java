package dev.mishap.rewrite;

import org.openrewrite.java.JavaParser;

/**
 * What the templates need to know of the library. Its own classes are not on the class
 * path where recipes run.
 */
final class Stubs {

	private Stubs() {
	}

	static JavaParser.Builder<?, ?> parser() {
		return JavaParser.fromJavaVersion()
			.dependsOn("package dev.mishap; public @interface ErrorCode { String value(); }",
					"package dev.mishap; public @interface ProblemMember { String value() default \"\"; }",
					"package dev.mishap; public final class Problem {"
							+ " public static Problem of(int status) { return null; }"
							+ " public static Problem of(int status, String code) { return null; }"
							+ " public Problem withType(java.net.URI type) { return null; }"
							+ " public Problem withTitle(String title) { return null; }"
							+ " public Problem withDetail(String detail) { return null; }"
							+ " public Problem withInstance(java.net.URI instance) { return null; }"
							+ " public Problem withExtension(String name, Object value) { return null; } }",
					"package dev.mishap; public class ProblemException extends RuntimeException {"
							+ " public ProblemException(Problem problem) { }"
							+ " public ProblemException(Problem problem, Throwable cause) { } }");
	}

}
