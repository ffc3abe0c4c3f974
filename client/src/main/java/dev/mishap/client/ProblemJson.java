package dev.mishap.client;

import java.util.Locale;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.ProblemType;
import dev.mishap.ProblemWriter;
import dev.mishap.internal.NoRequest;
import dev.mishap.internal.body.JsonProblemWriter;
import dev.mishap.internal.body.MemberNames;

import org.springframework.http.HttpHeaders;

/** Writes the answer that a service with this library would give, for tests. */
final class ProblemJson {

	private static final String REQUEST_ID = "req_TEST";

	private ProblemJson() {
	}

	/**
	 * Writes a problem.
	 * @param problem the problem
	 * @param headers the header fields, to which those of the answer are added
	 */
	static byte[] write(Problem problem, HttpHeaders headers) {
		ProblemContext context = new ProblemContext(new NoRequest(), null, Door.APPLICATION, REQUEST_ID,
				Locale.ENGLISH);
		ProblemWriter.Body body = new JsonProblemWriter(MemberNames.standard()).write(problem, context);
		problem.headers().forEach((name, values) -> values.forEach((value) -> headers.add(name, value)));
		headers.set(HttpHeaders.CONTENT_TYPE, body.contentType());
		headers.set("X-Request-Id", REQUEST_ID);
		return body.content();
	}

	static Problem problem(ProblemType type) {
		return Problem.of(type.status(), type.code()).withTitle(type.title()).withType(type.documentation());
	}

}
