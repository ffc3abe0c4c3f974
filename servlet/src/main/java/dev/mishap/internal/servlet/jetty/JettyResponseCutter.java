package dev.mishap.internal.servlet.jetty;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

import dev.mishap.internal.servlet.ProblemFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.ConnectionMetaData;

/**
 * Makes Jetty fail a response that is committed: it does so with whatever is thrown out
 * of the filters, and logs it once more unless it is quiet.
 */
public final class JettyResponseCutter implements ProblemFilter.ResponseCutter {

	@Override
	public void cut(HttpServletRequest request, HttpServletResponse response, Throwable exception) throws IOException {
		ConnectionMetaData connection = ServletContextRequest.getServletContextRequest(request).getConnectionMetaData();
		if (!connection.isPersistent()) {
			resetOnClose(connection);
		}
		throw new QuietException.RuntimeException("The response failed after it was committed", exception);
	}

	/**
	 * Without a next request to wait for, Jetty ends a body of unknown length by closing
	 * the connection. Only a TCP reset tells a client then that the body is not whole.
	 */
	private static void resetOnClose(ConnectionMetaData connection) throws IOException {
		if (connection.getConnection().getEndPoint().getTransport() instanceof SocketChannel channel
				&& channel.isOpen()) {
			channel.setOption(StandardSocketOptions.SO_LINGER, 0);
		}
	}

}
