package dev.mishap.autoconfigure.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.mishap.Problem;
import dev.mishap.ProblemCatalogue;
import dev.mishap.ProblemType;
import dev.mishap.autoconfigure.InvalidMishapPropertyException;
import dev.mishap.client.UpstreamAnswer;
import dev.mishap.internal.rows.UpstreamRows;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the answers of other services. A code that the application lets through
 * becomes one of its own; of everything else our caller learns that another service has
 * failed, and when to come back.
 */
final class PassedOn implements UpstreamRows.Answers {

	private static final Pattern VALUE = Pattern.compile("(?:([45][0-9]{2})\\s+)?(\\S+)");

	/** By service and by code. */
	private final Map<String, Map<String, Problem>> problems = new TreeMap<>();

	PassedOn(MishapClientProperties properties, List<ProblemCatalogue> catalogues) {
		properties.services().forEach((name, service) -> {
			Map<String, Problem> ofService = new TreeMap<>();
			service.passOn()
				.forEach((code, value) -> ofService.put(MishapClientProperties.plain(code),
						problem("mishap.client." + name + ".pass-on." + code, value, catalogues)));
			this.problems.put(MishapClientProperties.plain(name), ofService);
		});
	}

	/**
	 * Returns the problem that a value names: a code of ours, with its status if need be.
	 */
	private static Problem problem(String key, String value, List<ProblemCatalogue> catalogues) {
		Matcher matcher = VALUE.matcher(value.trim());
		if (!matcher.matches() || !Problem.isCode(matcher.group(2))) {
			throw new InvalidMishapPropertyException(key, "'" + value + "' is not the code of a problem.",
					"Write one of our codes in UPPER_SNAKE, with its status: 409 OUT_OF_STOCK.");
		}
		String code = matcher.group(2);
		if (matcher.group(1) != null) {
			return Problem.of(Integer.parseInt(matcher.group(1)), code);
		}
		for (ProblemCatalogue catalogue : catalogues) {
			ProblemType type = catalogue.find(code);
			if (type != null) {
				return Problem.of(type.status(), code).withTitle(type.title()).withType(type.documentation());
			}
		}
		for (int status = 400; status < 600; status++) {
			if (Problem.isErrorStatus(status) && Problem.of(status).code().equals(code)) {
				return Problem.of(status);
			}
		}
		throw new InvalidMishapPropertyException(key, "the status of " + code + " is not known.",
				"Write it before the code: 409 " + code + ".");
	}

	@Override
	public List<Problem> problems() {
		List<Problem> problems = new ArrayList<>();
		this.problems.values().forEach((ofService) -> problems.addAll(ofService.values()));
		return problems;
	}

	/** An exception that has only been made, without a call, is none of ours. */
	@Override
	public @Nullable Problem problem(Throwable exception) {
		UpstreamAnswer answer = UpstreamAnswer.read(exception);
		if (answer == null) {
			return null;
		}
		String code = answer.problem().code();
		Map<String, Problem> ofService = this.problems.get(MishapClientProperties.plain(answer.service()));
		Problem ours = (code != null && ofService != null) ? ofService.get(MishapClientProperties.plain(code)) : null;
		int status = (ours != null) ? ours.status() : answer.status().value();
		Problem problem = (ours != null) ? ours : UpstreamRows.answered(status, answer.headers());
		Duration delay = answer.retryAfter().orElse(Duration.ZERO);
		// by the other service's own clock
		boolean waits = (status == 429 || status == 503) && !delay.isZero();
		return waits ? problem.withRetryAfter(delay) : problem;
	}

}
