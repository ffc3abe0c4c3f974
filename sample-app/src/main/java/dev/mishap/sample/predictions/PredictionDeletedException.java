package dev.mishap.sample.predictions;

import java.time.Instant;

import dev.mishap.ErrorCode;
import dev.mishap.ProblemMember;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The prediction was deleted for good. The code is fixed by an annotation, so that the
 * class can be renamed without a client noticing; when it happened is a member of the
 * answer.
 */
@ResponseStatus(HttpStatus.GONE)
@ErrorCode("PREDICTION_GONE")
class PredictionDeletedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	@ProblemMember
	private final Instant deletedAt;

	PredictionDeletedException(Instant deletedAt) {
		this.deletedAt = deletedAt;
	}

}
