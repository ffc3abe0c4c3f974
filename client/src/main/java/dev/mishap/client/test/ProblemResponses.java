package dev.mishap.client.test;

import dev.mishap.Problem;
import dev.mishap.ProblemType;
import dev.mishap.client.UpstreamAnswer;

import org.springframework.test.web.client.response.DefaultResponseCreator;
import org.springframework.test.web.client.response.MockRestResponseCreators;

/**
 * Answers for {@code MockRestServiceServer}:
 * {@code server.expect(requestTo("/orders")).andRespond(withProblem(409, "OUT_OF_STOCK"))}.
 *
 * @since 0.1.0
 */
public final class ProblemResponses {

	private ProblemResponses() {
	}

	/**
	 * Returns an answer with a problem, its header fields included.
	 * @param problem the problem
	 */
	public static DefaultResponseCreator withProblem(Problem problem) {
		UpstreamAnswer answer = UpstreamAnswer.of("test", problem);
		return MockRestResponseCreators.withStatus(answer.status()).headers(answer.headers()).body(answer.body());
	}

	/**
	 * Returns an answer with a problem that says no more than a status and a code.
	 * @param status the HTTP status, 400 to 599
	 * @param code the code in UPPER_SNAKE
	 */
	public static DefaultResponseCreator withProblem(int status, String code) {
		return withProblem(Problem.of(status, code));
	}

	/**
	 * Returns an answer with the problem of a constant.
	 * @param status the HTTP status, 400 to 599
	 * @param code the constant, whose name is the code
	 */
	public static DefaultResponseCreator withProblem(int status, Enum<?> code) {
		return withProblem(status, code.name());
	}

	/**
	 * Returns an answer with a problem of a catalogue that client and server share.
	 * @param type the kind of problem
	 */
	public static DefaultResponseCreator withProblem(ProblemType type) {
		UpstreamAnswer answer = UpstreamAnswer.of("test", type);
		return MockRestResponseCreators.withStatus(answer.status()).headers(answer.headers()).body(answer.body());
	}

}
