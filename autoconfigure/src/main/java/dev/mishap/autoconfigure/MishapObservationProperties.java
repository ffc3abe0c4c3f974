package dev.mishap.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys under {@code mishap.observation}.
 *
 * @param clientErrors Whether metrics and traces of a request have the exception behind a
 * 4xx, too.
 * @since 0.1.0
 */
@ConfigurationProperties("mishap.observation")
public record MishapObservationProperties(@DefaultValue("false") boolean clientErrors) {

}
