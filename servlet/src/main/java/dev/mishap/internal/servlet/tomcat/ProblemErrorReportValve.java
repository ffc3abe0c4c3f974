package dev.mishap.internal.servlet.tomcat;

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
		int refined = TomcatWords.status(request, status, throwable);
		if (TomcatWords.closesConnection(refined, failed.isHttp1())) {
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

}
