package dev.mishap.sample.predict;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

/**
 * Toy model: counts friendly and unfriendly words. The same text always gets the same
 * answer.
 */
@Component
public class SentimentModel {

	static final String NAME = "toy-sentiment-1";

	private static final Set<String> FRIENDLY = Set.of("good", "great", "clear", "love", "loved", "excellent", "happy",
			"thanks", "useful", "nice", "best", "wonderful");

	private static final Set<String> UNFRIENDLY = Set.of("bad", "awful", "broken", "hate", "hated", "terrible", "sad",
			"useless", "slow", "worst", "wrong", "confusing");

	/**
	 * Judges a text.
	 * @param text the text
	 */
	public Prediction predict(String text) {
		int friendly = 0;
		int unfriendly = 0;
		for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
			friendly += FRIENDLY.contains(word) ? 1 : 0;
			unfriendly += UNFRIENDLY.contains(word) ? 1 : 0;
		}
		double[] weights = { Math.exp(friendly), 1.2, Math.exp(unfriendly) };
		double sum = weights[0] + weights[1] + weights[2];
		List<Prediction.Label> labels = Stream
			.of(label("positive", weights[0] / sum), label("neutral", weights[1] / sum),
					label("negative", weights[2] / sum))
			.sorted(Comparator.comparingDouble(Prediction.Label::confidence).reversed())
			.toList();
		return new Prediction(labels.get(0).name(), labels.get(0).confidence(), labels, NAME);
	}

	private static Prediction.Label label(String name, double confidence) {
		return new Prediction.Label(name, Math.round(confidence * 100) / 100.0);
	}

}
