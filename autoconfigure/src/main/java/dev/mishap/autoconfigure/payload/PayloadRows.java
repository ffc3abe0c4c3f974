package dev.mishap.autoconfigure.payload;

import java.nio.file.FileSystemException;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRows;
import dev.mishap.Wording;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** Rows of multipart bodies, and of bodies that are larger than they may be. */
final class PayloadRows implements ProblemRows {

	private static final int MAX_CAUSES = 16;

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(PayloadTooLargeException.class, Problem.of(413));
		mappings.map(MaxUploadSizeExceededException.class, PayloadRows::tooLarge);
		mappings.map(MultipartException.class, PayloadRows::unreadable);
	}

	/** Spring has one exception for all limits of multipart bodies. */
	private static Problem tooLarge(MaxUploadSizeExceededException exception) {
		boolean count = find(exception, (cause) -> cause.getClass().getSimpleName().contains("CountLimit")
				|| (cause.getClass() == IllegalStateException.class && hasWord(cause, "count"))) != null;
		return count ? Problem.of(413).withWording(Wording.of("CONTENT_TOO_LARGE.parts")) : Problem.of(413);
	}

	private static boolean hasWord(Throwable cause, String word) {
		String message = cause.getMessage();
		return message != null && message.contains(word);
	}

	/**
	 * Without a cause, the handler wanted a multipart body and got another. With one, the
	 * body is broken, unless it is the server that cannot take it: without a place for
	 * files, or without a multipart configuration.
	 */
	private static Problem unreadable(MultipartException exception) {
		Throwable cause = exception.getCause();
		if (cause == null) {
			return Problem.of(415)
				.withHeader("Accept", MediaType.MULTIPART_FORM_DATA_VALUE)
				.withWording(Wording.of("UNSUPPORTED_MEDIA_TYPE.multipart"));
		}
		boolean ours = cause.getClass() == IllegalStateException.class
				|| find(exception, FileSystemException.class::isInstance) != null;
		return ours ? Problem.of(500)
				: Problem.of(400, "MALFORMED_BODY").withWording(Wording.of("MALFORMED_BODY.multipart"));
	}

	private static @Nullable Throwable find(Throwable exception,
			java.util.function.Predicate<? super Throwable> condition) {
		@Nullable Throwable cause = exception;
		for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
			if (condition.test(cause)) {
				return cause;
			}
			cause = cause.getCause();
		}
		return null;
	}

}
