package dev.mishap.autoconfigure.tomcat;

import java.io.IOException;

import dev.mishap.servlet.ServletAnswers;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Cuts a response that failed after it was committed, before the host includes an error
 * page into it or ends it neatly. Suspending it keeps HTTP/2 from sending END_STREAM
 * before the reset.
 */
final class CutValve extends ValveBase {

	CutValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
		Throwable tooLate = ServletAnswers.tooLate(request);
		if (tooLate != null && response.isCommitted()) {
			response.setSuspended(true);
			response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, tooLate);
		}
	}

}
