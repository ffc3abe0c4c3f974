package dev.mishap;

import java.io.Writer;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Turns a problem into the body that is sent, wherever the error came from. Beans of this
 * type are asked in their order, before the library's own writer. One that throws, or has
 * a body that cannot be sent, is logged once, and the next one is asked.
 * {@snippet class = "dev.mishap.docs.ExtendingTests" region = "writer"}
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProblemWriter {

	/**
	 * Returns the body, or {@code null} if this writer has none for this problem and
	 * request: then the next one is asked, and in the end the library writes JSON, XML or
	 * a page, as it does without any bean of this type.
	 * @param problem the problem, complete; its further members are texts, numbers,
	 * booleans, and maps and lists of these
	 * @param context the circumstances
	 * @return the media type and content, or {@code null}
	 * @throws Exception if there is no way to write it
	 */
	@Nullable Body write(Problem problem, ProblemContext context) throws Exception;

	/**
	 * Body of an answer.
	 *
	 * @param contentType the value of {@code Content-Type}
	 * @param content the bytes to send; not copied, so nobody may change them any more
	 * @param status the HTTP status to send it with, 200 to 599, or 0 for that of the
	 * problem; an application may send people elsewhere instead of showing them a page
	 * @param headers further header fields that belong to this body, such as its
	 * {@code Content-Language}
	 * @since 0.1.0
	 */
	record Body(String contentType, byte[] content, int status, Map<String, List<String>> headers) {

		/**
		 * Creates a body that is sent with the status of the problem.
		 * @param contentType the value of {@code Content-Type}
		 * @param content the bytes to send
		 */
		public Body(String contentType, byte[] content) {
			this(contentType, content, 0, Map.of());
		}

		/**
		 * Returns whether the body is a redirect. Such a body is not an answer to the
		 * error: it is sent as the application itself would have sent it.
		 */
		public boolean isRedirect() {
			return this.status / 100 == 3 && this.headers.containsKey("Location");
		}

	}

	/**
	 * JSON library of the application: writes the objects of the application that stand
	 * in a problem. What it writes is read back into maps, lists and scalars, so that
	 * JSON, XML and pages show the same of an object. The library finds Jackson, Gson or
	 * JSON-B by itself; a bean of this type replaces that.
	 *
	 * @since 0.1.0
	 */
	@FunctionalInterface
	interface JsonLibrary {

		/**
		 * Writes an object as one JSON text.
		 * @param value the object, never text, number, boolean, map or collection
		 * @param target where to write it; fails when the text is too long for a problem
		 * @throws Exception if the object cannot be written; then what holds it is left
		 * out
		 */
		void write(Object value, Writer target) throws Exception;

	}

}
