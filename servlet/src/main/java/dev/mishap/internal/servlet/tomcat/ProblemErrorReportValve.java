package dev.mishap.internal.servlet.tomcat;

import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.servlet.ProblemResponder;
import dev.mishap.servlet.ServletProblemRequest;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that Tomcat refuses before any filter runs. Nothing that Tomcat says
 * of them reaches the client: its messages quote the request.
 */
public final class ProblemErrorReportValve extends ErrorReportValve {

	private static final int FIRST_ERROR = 400;

	private final ProblemPipeline pipeline;

	private final @Nullable String requestIdHeader;

	public ProblemErrorReportValve(ProblemPipeline pipeline, @Nullable String requestIdHeader) {
		this.pipeline = pipeline;
		this.requestIdHeader = requestIdHeader;
		setShowReport(false);
		setShowServerInfo(false);
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		int status = response.getStatus();
		if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		AtomicBoolean ioAllowed = new AtomicBoolean();
		response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, ioAllowed);
		if (!ioAllowed.get()) {
			return;
		}
		ServletProblemRequest failed = new ServletProblemRequest(request, response, Door.CONTAINER);
		if (this.requestIdHeader != null) {
			response.setHeader(this.requestIdHeader, this.pipeline.requestId(failed));
		}
		int refined = Words.status(request, status, throwable);
		if (Words.closesConnection(refined, failed.isHttp1())) {
			response.setHeader("Connection", "close");
		}
		try {
			new ProblemResponder(this.pipeline).apply(this.pipeline.answerTo(refined, null, failed), failed, request,
					response);
		}
		catch (ServletException ex) {
			// it is committed, and the container ends it
		}
	}

	/**
	 * What Tomcat says in words only, and what it means by the status with which it
	 * refuses a request that it can't read. The words are taken from its own bundles;
	 * where one of them is gone, its status stands as it is.
	 */
	static final class Words {

		private static final int BAD_REQUEST = 400;

		private static final int URI_TOO_LONG = 414;

		private static final int HEADERS_TOO_LARGE = 431;

		private static final int VERSION_NOT_SUPPORTED = 505;

		/** Statuses after which Tomcat closes, some without saying so. */
		private static final Set<Integer> CLOSING = Set.of(400, 408, 411, 413, 414, 417, 431, 501, 505);

		private static final String TOO_LARGE = message("org.apache.coyote.http11", "iib.requestheadertoolarge.error");

		private static final String TOO_MANY = message("org.apache.tomcat.util.http", "headers.maxCountFail");

		private static final String TOO_MANY_PARAMETERS = message("org.apache.tomcat.util.http",
				"parameters.maxCountFail");

		private Words() {
		}

		/** Returns what a message starts with, up to its first argument. */
		static String message(String packageName, String key) {
			String message = StringManager.getManager(packageName).getString(key, "\u0000");
			int argument = message.indexOf('\u0000');
			return (argument > 0) ? message.substring(0, argument) : message;
		}

		/**
		 * Tomcat says 400 to whatever does not fit its buffer; RFC 9112, section 3, wants
		 * 414 for the request line, and RFC 6585, section 5, has 431 for the header
		 * fields.
		 */
		static int status(Request request, int status, @Nullable Throwable cause) {
			String message = (cause != null) ? cause.getMessage() : null;
			if (status != BAD_REQUEST || message == null) {
				return status;
			}
			if (message.startsWith(TOO_MANY)) {
				return HEADERS_TOO_LARGE;
			}
			if (message.startsWith(TOO_LARGE)) {
				return request.getCoyoteRequest().requestURI().isNull() ? URI_TOO_LONG : HEADERS_TOO_LARGE;
			}
			return status;
		}

		/** Returns whether a form or query was refused for the number of its fields. */
		static boolean isOfTooManyParameters(InvalidParameterException exception) {
			String message = exception.getMessage();
			return message != null && message.contains(TOO_MANY_PARAMETERS);
		}

		/**
		 * Returns whether Tomcat closes the connection after the answer. A version that
		 * it doesn't speak stands in the request line of HTTP/1.1, whatever it says.
		 */
		static boolean closesConnection(int status, boolean http1) {
			return CLOSING.contains(status) && (http1 || status == VERSION_NOT_SUPPORTED);
		}

	}

}
