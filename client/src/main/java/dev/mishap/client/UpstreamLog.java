package dev.mishap.client;

import dev.mishap.internal.RequestIds;
import io.micrometer.observation.Observation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is known of a failure where it is looked for: one line at {@code DEBUG}, and
 * the request ID of the other service on the span.
 */
final class UpstreamLog {

	/** Key of the value of high cardinality: of the span, and of no counter. */
	static final String REQUEST_ID_KEY = "upstream.request_id";

	static final String CODE_KEY = "upstream.code";

	private static final Log logger = LogFactory.getLog("dev.mishap.client");

	private static final int MAX_SHOWN = 200;

	private UpstreamLog() {
	}

	static void answered(UpstreamAnswer answer) {
		if (logger.isDebugEnabled()) {
			logger.debug(answer.summary() + (answer.problem().found() ? "" : ", and no problem: " + shown(answer)));
		}
	}

	/** Puts what is known, and harmless, on the span. */
	static void tell(@Nullable Observation observation, @Nullable String requestId, @Nullable String code) {
		if (observation == null) {
			return;
		}
		if (requestId != null) {
			observation.highCardinalityKeyValue(REQUEST_ID_KEY, requestId);
		}
		if (code != null && RequestIds.isSafe(code)) {
			observation.highCardinalityKeyValue(CODE_KEY, code);
		}
	}

	/** Returns the first characters of a body, those that do no harm in a log. */
	private static String shown(UpstreamAnswer answer) {
		byte[] body = answer.body();
		if (body.length == 0) {
			return "no body";
		}
		StringBuilder shown = new StringBuilder(MAX_SHOWN);
		for (int i = 0; i < Math.min(body.length, MAX_SHOWN); i++) {
			shown.append((body[i] >= ' ' && body[i] < 127) ? (char) body[i] : '?');
		}
		return shown.append((body.length > MAX_SHOWN) ? "…" : "").toString();
	}

}
