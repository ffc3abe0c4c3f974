package dev.mishap.autoconfigure;

import java.util.List;

import dev.mishap.internal.LoginRedirect;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys under {@code mishap.security}.
 *
 * @param challenge Challenge of a 401 for which Spring Security has none, sent as
 * WWW-Authenticate.
 * @param loginRedirect Who is sent to a log-in page where Spring Security does so:
 * everybody but clients that ask for JSON or XML and not for HTML (unless-api), everybody
 * (always), or nobody (never).
 * @param conceal Path patterns of resources whose existence is kept from those who may
 * not see them: GET and HEAD answer 404 instead of 403, other methods 403 instead of 404.
 * @since 0.1.0
 */
@ConfigurationProperties("mishap.security")
public record MishapSecurityProperties(@DefaultValue("Custom realm=\"api\"") String challenge,
		@DefaultValue("unless-api") LoginRedirect loginRedirect, @DefaultValue List<String> conceal) {

	/**
	 * Checks the values.
	 */
	public MishapSecurityProperties {
		PropertyChecks.challenge("challenge", challenge);
		PropertyChecks.paths("conceal", conceal);
	}

}
