package dev.mishap;

import java.util.Locale;

import dev.mishap.ProblemRequest.Door;
import org.jspecify.annotations.Nullable;

/**
 * Circumstances of a problem, for those who enrich or write it.
 *
 * @param request the request that failed
 * @param exception the exception that was thrown, without known wrappers around it, or
 * {@code null} if the error came as a status only
 * @param door the place through which the error came in
 * @param requestId the ID of the request, the same as in header and log
 * @param locale the language of the texts
 * @since 0.1.0
 */
public record ProblemContext(ProblemRequest request, @Nullable Throwable exception, Door door, String requestId,
		Locale locale) {

}
