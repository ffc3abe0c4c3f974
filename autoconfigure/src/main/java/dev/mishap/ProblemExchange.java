package dev.mishap;

import java.io.IOException;
import java.util.List;

/**
 * Request that failed together with the response that is to be written: what a door hands
 * to the {@link ProblemPipeline}. One implementation exists for each technology; an
 * application takes the one of its stack.
 */
public interface ProblemExchange extends ProblemRequest {

	/**
	 * Returns how far the response has come.
	 */
	State state();

	/**
	 * Returns a header field of the response as it stands.
	 * @param name the field name in any case
	 * @return the values, one for each line, none if it isn't set
	 */
	List<String> responseHeader(String name);

	/**
	 * Takes back what was written of another body, with its media type and length.
	 * Statuses, header fields and cookies remain.
	 * @throws IOException if the client cannot be reached any more
	 */
	void discardBody() throws IOException;

	/**
	 * Sets a header field of the response in place of all its lines.
	 * @param name the field name
	 * @param values the values, one line each; none removes the field
	 */
	void responseHeader(String name, List<String> values);

	/**
	 * Sends the response: status, media type and content. For HEAD the content is left
	 * out and its length remains.
	 * @param status the HTTP status
	 * @param body the media type and content
	 * @throws IOException if the client cannot be reached any more
	 */
	void send(int status, ProblemBody body) throws IOException;

	/**
	 * How far a response has come.
	 */
	enum State {

		/** Nothing has left the server: an answer can still be given. */
		OPEN,

		/** Status and header fields have left: only a cut connection tells the truth. */
		COMMITTED,

		/** The container, or who called it, has decided the status and will answer. */
		TAKEN

	}

}
