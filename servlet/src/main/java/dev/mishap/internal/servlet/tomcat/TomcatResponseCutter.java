package dev.mishap.internal.servlet.tomcat;

import java.io.IOException;

import dev.mishap.internal.servlet.ResponseCutter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.CloseNowException;

/**
 * Leaves the cut to the valve where there is one. Tomcat logs whatever is thrown out of
 * the filters, in an asynchronous dispatch even twice.
 */
public final class TomcatResponseCutter implements ResponseCutter {

	private volatile boolean valve;

	/**
	 * Says that the valve was added.
	 */
	public void onValveAdded() {
		this.valve = true;
	}

	@Override
	public void cut(HttpServletRequest request, HttpServletResponse response, Throwable exception) throws IOException {
		if (!this.valve) {
			throw new CloseNowException("The response failed after it was committed", exception);
		}
	}

}
