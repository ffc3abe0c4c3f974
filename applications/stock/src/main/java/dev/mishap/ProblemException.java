package dev.mishap;

import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ResponseStatusException;

/** The shortest way to a status that Spring has. */
public class ProblemException extends ResponseStatusException {

	private static final long serialVersionUID = 1L;

	/** What the application has told, for what it writes itself. */
	private final transient Problem problem;

	/**
	 * Creates the exception.
	 * @param type what is wrong
	 */
	public ProblemException(ProblemType type) {
		super(HttpStatusCode.valueOf(type.status()));
		this.problem = Problem.of(type.status(), type.name());
	}

	Problem problem() {
		return this.problem;
	}

}
