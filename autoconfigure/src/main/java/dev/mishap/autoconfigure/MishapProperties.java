package dev.mishap.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
	 * @param conceal Path patterns of resources whose existence is kept from those who
	 * may not see them: GET and HEAD answer 404 instead of 403, other methods 403 instead
	 * of 404.
	 */
	public record Security(@DefaultValue("Bearer realm=\"api\"") String challenge, @DefaultValue List<String> conceal) {

		/**
		 * Creates the keys.
		 */
		public Security {
			conceal = List.copyOf(conceal);
		}

	}

	/**
	 * Keys under {@code mishap.validation}.
	 *
	 * @param status Status of input that can be read but breaks a constraint.
	 */
	public record Validation(@DefaultValue("422") int status) {

	}

}
