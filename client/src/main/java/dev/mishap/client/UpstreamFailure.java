package dev.mishap.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.mishap.internal.log.ProblemLog.SafeMessage;

/**
 * What the exceptions of this module have in common: another service has answered with an
 * error. Of one that Spring has made itself, {@link UpstreamAnswer#of(Throwable)} says
 * the same.
 *
 * @since 0.1.0
 */
public interface UpstreamFailure extends SafeMessage {

	/**
	 * Returns the answer of the other service.
	 */
	UpstreamAnswer answer();

	/**
	 * Returns what the answer says (RFC 9457). An answer that is no problem has one too,
	 * with its status and nothing else.
	 */
	default UpstreamProblem problem() {
		return answer().problem();
	}

	/**
	 * Returns the name of the service that has answered: the one it was given, else its
	 * host.
	 */
	default String service() {
		return answer().service();
	}

	/**
	 * Returns the ID under which the other service has logged the request, if it is known
	 * and harmless.
	 */
	default Optional<String> requestId() {
		return Optional.ofNullable(problem().requestId());
	}

	/**
	 * Returns how long to wait before the request is sent again (RFC 9110, section
	 * 10.2.3). A date counts from the {@code Date} of the same answer, so that clocks
	 * which differ do no harm; a time that is too long is cut.
	 * @return the time, zero or more; nothing if the answer does not say it
	 */
	default Optional<Duration> retryAfter() {
		return answer().retryAfter();
	}

	/**
	 * Returns the challenges of a 401 or 407 (RFC 9110, section 11.6.1), in their order.
	 */
	default List<Challenge> challenges() {
		return answer().challenges();
	}

	/**
	 * Returns whether the same request may be sent again: the failure is one that passes,
	 * and the request does no harm when it arrives twice.
	 */
	default boolean isRetryable() {
		return answer().isTransient() && answer().isRepeatable();
	}

}
