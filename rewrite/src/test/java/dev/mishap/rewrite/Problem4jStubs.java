package dev.mishap.rewrite;

/**
 * As much of problem4j as the application of the tests uses, after its sources: its
 * artifacts are not to be had where these tests run.
 */
final class Problem4jStubs {

	static final String[] SOURCES = {
			"package io.github.problem4j.core; public interface Problem {"
					+ " static ProblemBuilder builder() { return null; } }",
			"package io.github.problem4j.core; public interface ProblemBuilder {"
					+ " ProblemBuilder type(java.net.URI type); ProblemBuilder type(String type);"
					+ " ProblemBuilder title(String title); ProblemBuilder status(int status);"
					+ " ProblemBuilder status(ProblemStatus status); ProblemBuilder detail(String detail);"
					+ " ProblemBuilder instance(java.net.URI instance); ProblemBuilder instance(String instance);"
					+ " ProblemBuilder extension(String name, Object value);"
					+ " ProblemBuilder extension(java.util.Map<String, Object> extensions); Problem build(); }",
			"package io.github.problem4j.core; public enum ProblemStatus { CONFLICT, NOT_FOUND, PAYMENT_REQUIRED }",
			"package io.github.problem4j.core; public class ProblemException extends RuntimeException {"
					+ " public ProblemException(Problem problem) { } }",
			"package io.github.problem4j.core; public @interface ProblemMapping { String type() default \"\";"
					+ " String title() default \"\"; int status() default 0; String detail() default \"\";"
					+ " String[] extensions() default {}; }" };

	private Problem4jStubs() {
	}

}
