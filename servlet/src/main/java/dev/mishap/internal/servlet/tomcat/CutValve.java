package dev.mishap.internal.servlet.tomcat;

import java.io.IOException;

import dev.mishap.internal.servlet.ProblemFilter;
import dev.mishap.internal.servlet.ServletState;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.CloseNowException;

/**
 * Cuts a response that failed after it was committed, before the host includes an error
 * page into it or ends it neatly.
 */
public final class CutValve extends ValveBase {

	public CutValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
		if (!response.isError() && !response.isCommitted()
				&& request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null) {
			// noted by an application beside an answer of its own, for its metrics: the
			// host would take the answer back and say 500 instead
			response.flushBuffer();
		}
		Throwable tooLate = ServletState.of(request).tooLate();
		if (tooLate != null && response.isCommitted()) {
			response.setSuspended(true);
			if ("HTTP/2.0".equals(request.getProtocol())) {
				leaveStreamOpen(response.getCoyoteResponse());
			}
			response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, tooLate);
		}
	}

	/**
	 * A stream that failed is ended first and reset afterwards, so that clients take the
	 * response for whole. Where trailers are to come, the end is left to them; these fail
	 * in a way that concerns no other stream of the connection.
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
	 * Leaves the cut to the valve where there is one. Tomcat logs whatever is thrown out
	 * of the filters, in an asynchronous dispatch even twice.
	 */
	public static final class Cutter implements ProblemFilter.ResponseCutter {

		private volatile boolean valve;

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
