package dev.mishap.internal.servlet.jetty;

import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemAnswer.Send;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.RequestState;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers requests that Jetty refuses before any filter runs. */
public final class ProblemJettyErrorHandler extends ErrorHandler {

	private static final int FIRST_ERROR = 400;

	/**
	 * What Jetty says to HTTP/2 where it speaks HTTP/1.1 only; there is nothing to
	 * upgrade to.
	 */
	private static final int UPGRADE_REQUIRED = 426;

	private static final int VERSION_NOT_SUPPORTED = 505;

	private final ProblemPipeline pipeline;

	private final @Nullable String requestIdHeader;

	public ProblemJettyErrorHandler(ProblemPipeline pipeline, @Nullable String requestIdHeader) {
		this.pipeline = pipeline;
		this.requestIdHeader = requestIdHeader;
		setShowStacks(false);
		setShowCauses(false);
	}

	@Override
	public boolean errorPageForMethod(String method) {
		return true;
	}

	@Override
	protected void generateResponse(Request request, Response response, int code, @Nullable String message,
			@Nullable Throwable cause, Callback callback) {
		JettyProblemRequest failed = new JettyProblemRequest(request, response, callback);
		// a client that begins a request and hangs up, which Jetty takes for an error of
		// ours
		boolean unheard = cause instanceof EofException && request.getAttribute(RequestState.ATTRIBUTE) == null;
		if (this.requestIdHeader != null) {
			response.getHeaders().put(this.requestIdHeader, this.pipeline.requestId(failed));
		}
		int status = (code == UPGRADE_REQUIRED) ? VERSION_NOT_SUPPORTED : code;
		if ((failed.isHttp1() || status == VERSION_NOT_SUPPORTED) && !request.getConnectionMetaData().isPersistent()) {
			response.getHeaders().put(HttpHeader.CONNECTION, "close");
		}
		if (code >= FIRST_ERROR) {
			ProblemAnswer answer = (unheard && cause != null) ? this.pipeline.answerTo(cause, failed)
					: this.pipeline.answerTo(status, null, failed);
			if (answer instanceof Send send) {
				failed.send(send);
			}
		}
		if (!failed.isSent()) {
			callback.succeeded();
		}
	}

}
