package dev.mishap.internal.servlet.tomcat;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.ProblemRequest;
import dev.mishap.Wording;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.servlet.ProblemFilter;
import dev.mishap.internal.servlet.ServletRows;
import dev.mishap.internal.servlet.ServletState;
import dev.mishap.servlet.ProblemResponder;
import dev.mishap.servlet.ServletProblemRequest;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.CloseNowException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that Tomcat refuses before any filter runs. Nothing that Tomcat says
 * of them reaches the client: its messages quote the request. {@link ParameterRows} is
 * for what Tomcat refuses later, when the application reads it, {@link CutValve} for
 * responses that it must not end neatly.
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
		if (!mayBeSent(response)) {
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

	/** Returns whether what is written can still reach the client. */
	private static boolean mayBeSent(Response response) {
		AtomicBoolean allowed = new AtomicBoolean();
		response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
		return allowed.get();
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

	/**
	 * Row of a query or form that Tomcat refuses to parse. A form is too large by its
	 * length or by the number of its fields: to Tomcat, the latter is a 400.
	 */
	public static final class ParameterRows implements ProblemRows {

		private static final int TOO_LARGE = 413;

		@Override
		public void addTo(ProblemMappings.Builder mappings) {
			mappings.map(InvalidParameterException.class, ParameterRows::unreadable, Problem.of(400), Problem.of(413));
		}

		private static Problem unreadable(InvalidParameterException exception, ProblemRequest request) {
			if (hasBody(request) && Words.isOfTooManyParameters(exception)) {
				return Problem.of(TOO_LARGE).withWording(Wording.of("CONTENT_TOO_LARGE.parameters"));
			}
			return ServletRows.unreadable(exception.getErrorCode());
		}

		/** A query of too many fields is no large body. */
		private static boolean hasBody(ProblemRequest request) {
			return !request.isHttp1() || request.header("Content-Length") != null
					|| request.header("Transfer-Encoding") != null;
		}

	}

	/**
	 * Cuts a response that failed after it was committed, before the host includes an
	 * error page into it or ends it neatly.
	 */
	public static final class CutValve extends ValveBase {

		public CutValve() {
			super(true);
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			getNext().invoke(request, response);
			if (!response.isError() && !response.isCommitted()
					&& request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null) {
				// An application has noted it beside an answer of its own, for its
				// metrics. The host would take the answer back and say 500 instead.
				response.flushBuffer();
			}
			Throwable tooLate = ServletState.of(request).tooLate();
			if (tooLate != null && response.isCommitted()) {
				sendWhatIsWritten(response);
				response.setSuspended(true);
				if ("HTTP/2.0".equals(request.getProtocol())) {
					leaveStreamOpen(response.getCoyoteResponse());
				}
				response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, tooLate);
			}
		}

		/**
		 * A response is committed as soon as its buffer has overflown, and then some of
		 * it has not left the server yet, perhaps not even its status. Tomcat sends that
		 * before it closes a connection, too.
		 */
		private static void sendWhatIsWritten(Response response) {
			if (mayBeSent(response)) {
				try {
					response.flushBuffer();
				}
				catch (IOException ex) {
					// the client has gone, or there is nobody to send it to
				}
			}
		}

		/**
		 * A stream that failed is ended first and reset afterwards, so that clients take
		 * the response for whole. Where trailers are to come, the end is left to them;
		 * these fail in a way that concerns no other stream of the connection.
		 */
		private static void leaveStreamOpen(org.apache.coyote.Response response) {
			response.setTrailerFields(() -> {
				throw CutValve.<RuntimeException>undeclared(new CloseNowException("The response is cut"));
			});
		}

		@SuppressWarnings("unchecked")
		private static <E extends Throwable> E undeclared(Throwable exception) throws E {
			throw (E) exception;
		}

		/**
		 * Leaves the cut to the valve where there is one. Tomcat logs whatever is thrown
		 * out of the filters, in an asynchronous dispatch even twice.
		 */
		public static final class Cutter implements ProblemFilter.ResponseCutter {

			private volatile boolean valve;

			@Override
			public boolean isRefusalReplaced() {
				return true;
			}

			/**
			 * Says that the valve was added.
			 */
			public void onValveAdded() {
				this.valve = true;
			}

			@Override
			public void cut(HttpServletRequest request, HttpServletResponse response, Throwable exception)
					throws IOException {
				if (!this.valve) {
					throw new CloseNowException("The response failed after it was committed", exception);
				}
			}

		}

	}

}
