package dev.mishap.autoconfigure;

import java.time.Duration;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Keys under {@code mishap}.
 *
 * @param fillBodiless Whether error statuses that a handler or filter sets without a body
 * get one.
 * @param html Whether clients that prefer HTML get a page instead of JSON.
 * @param requestId What identifies a request.
 * @param retryAfter Waiting time announced to clients that are turned away.
 * @param security Answers to callers who may not.
 * @param validation Answers to input that does not fit.
 */
@ConfigurationProperties("mishap")
public record MishapProperties(@DefaultValue("true") boolean fillBodiless, @DefaultValue("true") boolean html,
		@DefaultValue RequestId requestId, @DefaultValue RetryAfter retryAfter, @DefaultValue Security security,
		@DefaultValue Validation validation) {

	/**
	 * Keys under {@code mishap.request-id}.
	 *
	 * @param header Name of the header field that carries the request ID in both
	 * directions.
	 * @param trustInbound Whether a safe ID that the client or a proxy sends is kept.
	 */
	public record RequestId(@DefaultValue("X-Request-Id") String header, @DefaultValue("true") boolean trustInbound) {

	}

	/**
	 * Keys under {@code mishap.retry-after}.
	 *
	 * @param fallback Time announced with 429 and 503 where nothing better is known.
	 */
	public record RetryAfter(@DefaultValue("10s") Duration fallback) {

	}

	/**
	 * Keys under {@code mishap.security}.
	 *
	 * @param challenge Challenge of a 401 for which Spring Security has none, sent as
	 * WWW-Authenticate.
	 */
	public record Security(@DefaultValue("Bearer realm=\"api\"") String challenge) {

	}

	/**
	 * Keys under {@code mishap.validation}.
	 *
	 * @param attributes Names of the attributes of constraints that are shown beside
	 * bounds, such as regexp.
	 * @param maxErrors Number of entries in errors[] at the most; errors_omitted counts
	 * the rest.
	 * @param rejectedValues Fields whose rejected value is shown, in JSON names:
	 * items[].sku.
	 * @param serviceConstraints Whether constraints on the arguments of services are the
	 * caller's concern; otherwise breaking one is an internal error.
	 * @param status Status of input that can be read but breaks a constraint.
	 */
	public record Validation(@DefaultValue Set<String> attributes, @DefaultValue("50") int maxErrors,
			@DefaultValue Set<String> rejectedValues, @DefaultValue("false") boolean serviceConstraints,
			@DefaultValue("422") int status) {

		/**
		 * Checks the values.
		 */
		public Validation {
			Assert.isTrue(maxErrors > 0, "'mishap.validation.max-errors' must be positive");
			Assert.isTrue(status >= 400 && status <= 499, "'mishap.validation.status' must be within 400 to 499");
		}

	}

}
