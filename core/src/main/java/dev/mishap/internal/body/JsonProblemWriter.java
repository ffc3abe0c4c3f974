package dev.mishap.internal.body;

import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemBody;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemWriter;
import dev.mishap.Violation;
import dev.mishap.internal.HttpStatuses;

/** Writes {@code application/problem+json}, members in a fixed order. */
public final class JsonProblemWriter implements ProblemWriter {

	private static final String CONTENT_TYPE = "application/problem+json";

	private static final int USUAL_LENGTH = 384;

	private static final int LENGTH_OF_VIOLATION = 128;

	private final MemberNames names;

	/**
	 * Creates the writer.
	 * @param names the names of the members
	 */
	public JsonProblemWriter(MemberNames names) {
		this.names = names;
	}

	@Override
	public ProblemBody write(Problem problem, ProblemContext context) {
		JsonBuffer json = new JsonBuffer(USUAL_LENGTH + problem.violations().size() * LENGTH_OF_VIOLATION);
		Members members = new Members(json);
		this.names.members(problem, context, members);
		return new ProblemBody(CONTENT_TYPE, members.end().toByteArray());
	}

	/**
	 * Writes the least that an answer can say, from nothing but status, code and ID: for
	 * the case that everything else failed.
	 */
	public static ProblemBody least(int status, String code, String requestId) {
		Members members = new Members(new JsonBuffer());
		members.member(MemberNames.TYPE, "about:blank");
		members.member(MemberNames.TITLE, HttpStatuses.phrase(status));
		members.member(MemberNames.STATUS, status);
		members.member(MemberNames.CODE, code);
		members.member(MemberNames.REQUEST_ID, requestId);
		return new ProblemBody(CONTENT_TYPE, members.end().toByteArray());
	}

	/** Members of one object. */
	private static final class Members implements MemberNames.Sink {

		private final JsonBuffer json;

		private char separator = '{';

		Members(JsonBuffer json) {
			this.json = json;
		}

		@Override
		public void member(String name, Object value) {
			this.json.raw(this.separator).string(name).raw(':');
			this.separator = ',';
			if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Violation) {
				errors(list);
			}
			else {
				this.json.value(value);
			}
		}

		private void errors(List<?> violations) {
			char next = '[';
			for (Object violation : violations) {
				this.json.raw(next);
				next = ',';
				Members members = new Members(this.json);
				MemberNames.members((Violation) violation, members);
				members.end();
			}
			this.json.raw(']');
		}

		JsonBuffer end() {
			return this.json.raw('}');
		}

	}

}
