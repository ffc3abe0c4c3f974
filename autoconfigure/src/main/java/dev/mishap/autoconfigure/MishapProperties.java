package dev.mishap.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Keys under {@code mishap}.
 *
 * @param blockedBy URI of who demanded that something be blocked, sent as Link with a
 * 451.
 * @param data Answers to what a database refuses.
 * @param fillBodiless Whether error statuses that a handler or filter sets without a body
 * get one.
 * @param html Whether clients that prefer HTML get a page instead of JSON.
 * @param payload Limits of request bodies.
 * @param requestId What identifies a request.
 * @param retryAfter Waiting time announced to clients that are turned away.
 * @param security Answers to callers who may not.
 * @param upgradeTo Protocols that a 426 demands, sent as Upgrade.
 * @param validation Answers to input that does not fit.
 */
@ConfigurationProperties("mishap")
public record MishapProperties(@Nullable URI blockedBy, @DefaultValue Data data,
		@DefaultValue("true") boolean fillBodiless, @DefaultValue("true") boolean html, @DefaultValue Payload payload,
		@DefaultValue RequestId requestId, @DefaultValue RetryAfter retryAfter, @DefaultValue Security security,
		@Nullable String upgradeTo, @DefaultValue Validation validation) {

	/**
	 * Keys under {@code mishap.data}.
	 *
	 * @param constraints Code of the problem for each constraint of the database, by its
	 * name.
	 * @param emptyResultNotFound Whether a query that finds nothing where it has to find
	 * something is answered with 404 instead of 500.
	 */
	public record Data(@DefaultValue Map<String, String> constraints,
			@DefaultValue("false") boolean emptyResultNotFound) {

	}

	/**
	 * Keys under {@code mishap.payload}.
	 *
	 * @param maxSize Largest body of a request, whatever its media type. Without it there
	 * is no limit beyond those of multipart and form data.
	 * @param paths Limits of single paths, the first that matches counts.
	 */
	public record Payload(@Nullable DataSize maxSize, @DefaultValue List<PathLimit> paths) {

	}

	/**
	 * Limit of the paths that match a pattern.
	 *
	 * @param pattern Path pattern below the context path, such as /upload/**.
	 * @param maxSize Largest body of a request, a negative size for no limit.
	 */
	public record PathLimit(String pattern, DataSize maxSize) {

	}

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
	 * @param form How the time is written.
	 * @param jitter Random time that is added at the most, so that clients do not come
	 * back all at once.
	 */
	public record RetryAfter(@DefaultValue("10s") Duration fallback, @DefaultValue("seconds") RetryAfterForm form,
			@DefaultValue("0s") Duration jitter) {

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
	 * @param status Status of input that can be read but breaks a constraint.
	 */
	public record Validation(@DefaultValue("422") int status) {

	}

}
