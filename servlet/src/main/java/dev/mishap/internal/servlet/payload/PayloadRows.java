package dev.mishap.internal.servlet.payload;

import java.nio.file.FileSystemException;
import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.Wording;
import dev.mishap.internal.Causes;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemRefinement;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.rows.StandardRows;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** Rows of multipart bodies, and of bodies that are larger than they may be. */
public final class PayloadRows implements ProblemRows {

	private static final String TOMCAT_COUNT = "org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException";

	/** The test of a body with too many parts reads the words of Jetty. */
	private static final String JETTY_COUNT = "count";

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(PayloadFilter.TooLargeException.class, Problem.of(413));
		mappings.map(MaxUploadSizeExceededException.class, PayloadRows::tooLarge, Problem.of(413));
		mappings.map(MultipartException.class, PayloadRows::unreadable, Problem.of(415),
				Problem.of(400, "MALFORMED_BODY"), Problem.of(500));
	}

	private static Problem tooLarge(MaxUploadSizeExceededException exception) {
		Problem problem = Problem.of(413);
		return isOfCount(exception) ? problem.withWording(Wording.of("CONTENT_TOO_LARGE.parts")) : problem;
	}

	/**
	 * Returns whether there were too many parts, rather than too large ones. Spring has
	 * one exception for all limits; beneath it, Tomcat has a class for each and Jetty
	 * words only.
	 */
	private static boolean isOfCount(Throwable exception) {
		return Causes.find(exception, PayloadRows::saysCount) != null;
	}

	private static boolean saysCount(Throwable cause) {
		if (cause.getClass() == IllegalStateException.class) {
			String message = cause.getMessage();
			return message != null && message.contains(JETTY_COUNT);
		}
		return cause.getClass().getName().equals(TOMCAT_COUNT);
	}

	/**
	 * Without a cause, the handler wanted a multipart body and got another. With one, the
	 * body is broken, unless it is the server that cannot take it: without a place for
	 * files, or without a multipart configuration.
	 */
	private static Problem unreadable(MultipartException exception, ProblemRequest request) {
		Throwable cause = exception.getCause();
		if (cause == null) {
			Problem problem = Problem.of(415).withWording(Wording.of("UNSUPPORTED_MEDIA_TYPE.multipart"));
			return StandardRows.withAccept(problem, MediaType.MULTIPART_FORM_DATA_VALUE, request);
		}
		boolean ours = cause.getClass() == IllegalStateException.class
				|| Causes.find(exception, FileSystemException.class) != null;
		return ours ? Problem.of(500)
				: Problem.of(400, "MALFORMED_BODY").withWording(Wording.of("MALFORMED_BODY.multipart"));
	}

	/**
	 * Finds a broken limit among the causes of other exceptions, because code that reads
	 * a body wraps what the reading throws. It also says with every 413 that the
	 * connection closes, because the rest of the body is not read (RFC 9112, section
	 * 9.3).
	 */
	public static final class Refinement implements ProblemRefinement {

		private static final int TOO_LARGE = 413;

		@Override
		public Stage stage() {
			return Stage.PAYLOAD;
		}

		@Override
		public List<Problem> answers() {
			return List.of(Problem.of(TOO_LARGE));
		}

		@Override
		public Problem refine(Problem problem, @Nullable Throwable exception, ProblemRequest request,
				ProblemAnswer.Fields fields) {
			boolean limitBroken = problem.status() != TOO_LARGE
					&& Causes.find(exception, PayloadFilter.TooLargeException.class) != null;
			Problem refined = limitBroken ? Problem.of(TOO_LARGE) : problem;
			if (refined.status() == TOO_LARGE && request.isHttp1()) {
				fields.set("Connection", List.of("close"));
			}
			return refined;
		}

	}

}
