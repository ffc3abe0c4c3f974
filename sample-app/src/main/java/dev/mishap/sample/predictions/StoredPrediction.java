package dev.mishap.sample.predictions;

import org.jspecify.annotations.Nullable;

/**
 * Prediction that was kept.
 *
 * @param id its identifier
 * @param text the text that was judged
 * @param label the label it got
 * @param confidence how sure the model was, 0 to 1
 * @param note what somebody wrote beside it, or {@code null}
 * @param version counts the changes; the entity tag is made of it
 */
record StoredPrediction(String id, String text, String label, double confidence, @Nullable String note, int version) {

	String etag() {
		return "\"" + this.version + "\"";
	}

}
