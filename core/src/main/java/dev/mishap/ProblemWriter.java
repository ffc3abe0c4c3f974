package dev.mishap;

import dev.mishap.internal.body.JsonProblemWriter;
import dev.mishap.internal.body.MemberNames;

/**
 * Turns a problem into the body that is sent, whatever the door. A bean of this type
 * replaces the library's: another body shape for all errors at once. One that throws is
 * logged once, and the library's last resort answers.
 * {@snippet class = "dev.mishap.docs.ExtendingTests" region = "writer"}
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProblemWriter {

	/**
	 * Returns the body.
	 * @param problem the problem, complete; its further members are texts, numbers,
	 * booleans, and maps and lists of these
	 * @param context the circumstances
	 * @return the media type and content
	 * @throws Exception if there is no way to write it
	 */
	ProblemBody write(Problem problem, ProblemContext context) throws Exception;

	/**
	 * Returns the library's writer of {@code application/problem+json} (RFC 9457), to
	 * stand beside one of an application's own.
	 */
	static ProblemWriter json() {
		return new JsonProblemWriter(MemberNames.standard());
	}

}
