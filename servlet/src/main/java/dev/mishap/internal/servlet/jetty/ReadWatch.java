package dev.mishap.internal.servlet.jetty;

import dev.mishap.RequestState;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Notes why the body of a request could not be read on. To whoever reads it a body that
 * stalls is an {@code IOException} like any other.
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
		public Content.Chunk read() {
			Content.Chunk chunk = super.read();
			if (Content.Chunk.isFailure(chunk)) {
				RequestState state = JettyProblemRequest.state(this);
				state.unread(chunk.getFailure());
			}
			return chunk;
		}

	}

}
