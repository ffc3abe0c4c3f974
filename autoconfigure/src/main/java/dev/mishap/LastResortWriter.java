package dev.mishap;

/**
 * Writes the least that an answer can say, from nothing but status, code and ID: for the
 * case that everything else failed.
 */
final class LastResortWriter {

	private LastResortWriter() {
	}

	static ProblemBody write(int status, String code, String requestId) {
		JsonBuffer json = new JsonBuffer().raw("{\"type\":\"about:blank\",\"title\":");
		json.string(HttpStatuses.phrase(status)).raw(",\"status\":").raw(Integer.toString(status));
		json.raw(",\"code\":").string(code).raw(",\"request_id\":").string(requestId).raw('}');
		return new ProblemBody(JsonProblemWriter.CONTENT_TYPE, json.toByteArray());
	}

}
