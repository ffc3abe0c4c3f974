package dev.mishap.sample.predictions;

import dev.mishap.ErrorCode;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The prediction was deleted for good. The code is fixed by an annotation, so that the
 * class can be renamed without a client noticing.
 */
@ResponseStatus(HttpStatus.GONE)
@ErrorCode("PREDICTION_GONE")
class PredictionDeletedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
