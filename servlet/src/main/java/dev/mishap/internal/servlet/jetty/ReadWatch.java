package dev.mishap.internal.servlet.jetty;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Notes why the body of a request could not be read on. Code that reads a body which
 * stalls gets an {@code IOException} like any other.
 */
public final class ReadWatch extends Handler.Wrapper {

	public ReadWatch(Handler handler) {
		super(handler);
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		boolean empty = request.getLength() == 0;
		return super.handle(empty ? request : new Watched(request), response, callback);
	}

	/** A request with a body. */
	private static final class Watched extends Request.Wrapper {

		private Watched(Request request) {
			super(request);
		}

		@Override
		public Content.@Nullable Chunk read() {
			Content.Chunk chunk = super.read();
			Throwable failure = (chunk != null) ? chunk.getFailure() : null;
			if (failure != null) {
				ProblemJettyErrorHandler.JettyProblemRequest.state(this).unread(failure);
			}
			return chunk;
		}

	}

}
