package dev.mishap;

/**
 * Enriches every problem before it is logged and written: adds members or header fields,
 * rewords, redacts. All beans of this type are called in their order. One that throws is
 * logged once and skipped; the answer goes out without it.
 * {@snippet class = "dev.mishap.docs.ExtendingTests" region = "customizer"}
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProblemCustomizer {

	/**
	 * Returns the problem to go on with.
	 * @param problem the problem so far, its texts found
	 * @param context the circumstances
	 * @return the problem itself, or a changed one
	 */
	Problem customize(Problem problem, ProblemContext context);

}
