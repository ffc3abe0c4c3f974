package dev.mishap.internal;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mishap.ProblemWriter;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about an error: the value that a {@link ProblemPipeline} decides on
 * and a door applies.
 */
public sealed interface ProblemAnswer {

	/**
	 * Send this response in place of what was being made.
	 *
	 * @param status the HTTP status
	 * @param set the header fields to set, in place of all lines that the response has
	 * under their names
	 * @param remove the header fields to take away
	 * @param body the media type and content
	 */
	record Send(int status, Map<String, List<String>> set, Set<String> remove,
			ProblemWriter.Body body) implements ProblemAnswer {

		/**
		 * Creates the answer.
		 */
		public Send {
			set = Collections.unmodifiableMap(set);
			remove = Collections.unmodifiableSet(remove);
		}

	}

	/**
	 * Throw the exception on: somebody further out decides about it.
	 *
	 * @param exception the exception as it was thrown
	 */
	record Rethrow(Throwable exception) implements ProblemAnswer {
	}

	/**
	 * The response is committed and not whole: make the client see that, by an end of the
	 * connection or stream that is no regular one.
	 *
	 * @param exception what went wrong; logged already
	 */
	record Cut(@Nullable Throwable exception) implements ProblemAnswer {
	}

	/**
	 * Nothing is left to do: the client is gone, has its answer, or gets it from somebody
	 * else.
	 */
	record Nothing() implements ProblemAnswer {
	}

}
