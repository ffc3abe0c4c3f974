package dev.mishap.internal.servlet.jetty;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.ProblemAnswer.Send;
import dev.mishap.internal.PrivateField;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.RequestState;
import dev.mishap.internal.servlet.ProblemFilter;
import dev.mishap.internal.servlet.ServletRows;
import dev.mishap.internal.servlet.ServletState;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
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

	/** The method of a request whose line Jetty could not read to its end. */
	private static final String UNREAD_METHOD = "BAD";

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

	/**
	 * Exchange over Jetty's own requests, which needn't ever become ones of a servlet.
	 */
	static final class JettyProblemRequest implements ProblemRequest {

		private final Request request;

		private final Response response;

		private final Callback callback;

		private boolean sent;

		JettyProblemRequest(Request request, Response response, Callback callback) {
			this.request = request;
			this.response = response;
			this.callback = callback;
		}

		boolean isSent() {
			return this.sent;
		}

		@Override
		public @Nullable String method() {
			return this.request.getMethod();
		}

		@Override
		public @Nullable String path() {
			return (this.request.getHttpURI() != null) ? this.request.getHttpURI().getPath() : null;
		}

		@Override
		public @Nullable String header(String name) {
			return this.request.getHeaders().get(name);
		}

		@Override
		public List<String> headers(String name) {
			return this.request.getHeaders().getValuesList(name);
		}

		@Override
		public boolean isHttp1() {
			String protocol = this.request.getConnectionMetaData().getProtocol();
			return protocol == null || protocol.startsWith("HTTP/1.");
		}

		@Override
		public Door door() {
			return Door.CONTAINER;
		}

		@Override
		public RequestState state() {
			return state(this.request);
		}

		static RequestState state(Request request) {
			if (request.getAttribute(RequestState.ATTRIBUTE) instanceof RequestState state) {
				return state;
			}
			RequestState state = new RequestState();
			request.setAttribute(RequestState.ATTRIBUTE, state);
			return state;
		}

		@Override
		public <T> @Nullable T unwrap(Class<T> type) {
			return type.isInstance(this.request) ? type.cast(this.request) : null;
		}

		@Override
		public Progress progress() {
			return this.response.isCommitted() ? Progress.COMMITTED : Progress.OPEN;
		}

		@Override
		public List<String> responseHeader(String name) {
			return this.response.getHeaders().getValuesList(name);
		}

		/**
		 * Returns what the parser has read. Jetty throws the method away together with an
		 * address that it cannot decode, and there is no public way to it.
		 */
		private static @Nullable String methodOf(Connection connection) {
			HttpParser parser = PrivateField.JETTY_PARSER.of(connection, HttpParser.class);
			return (parser != null) ? PrivateField.JETTY_METHOD.of(parser, String.class) : null;
		}

		/** Applies an answer. */
		void send(Send answer) {
			this.sent = true;
			HttpFields.Mutable fields = this.response.getHeaders();
			answer.remove().forEach(fields::remove);
			answer.set().forEach(fields::put);
			this.response.setStatus(answer.status());
			byte[] bytes = answer.body().content();
			if (!answer.body().isRedirect()) {
				fields.put(HttpHeader.CONTENT_TYPE, answer.body().contentType());
			}
			boolean unread = UNREAD_METHOD.equals(this.request.getMethod());
			boolean head = HttpMethod.HEAD
				.is(unread ? methodOf(this.request.getConnectionMetaData().getConnection()) : this.request.getMethod());
			// Jetty checks the length unless it knows of HEAD itself
			fields.put(HttpHeader.CONTENT_LENGTH, (unread && head) ? 0 : bytes.length);
			this.response.write(true, head ? ByteBuffer.allocate(0) : ByteBuffer.wrap(bytes), this.callback);
		}

	}

	/**
	 * Makes Jetty fail a response that is committed: it does so with whatever is thrown
	 * out of the filters, and logs it once more unless it is quiet.
	 */
	public static final class JettyResponseCutter implements ProblemFilter.ResponseCutter {

		@Override
		public void cut(HttpServletRequest request, HttpServletResponse response, Throwable exception)
				throws IOException {
			ConnectionMetaData connection = ServletContextRequest.getServletContextRequest(request)
				.getConnectionMetaData();
			if (!connection.isPersistent()) {
				resetOnClose(connection);
			}
			throw new QuietException.RuntimeException("The response failed after it was committed", exception);
		}

		/**
		 * Without a next request to wait for, Jetty ends a body of unknown length by
		 * closing the connection. Only a TCP reset tells a client then that the body is
		 * not whole.
		 */
		private static void resetOnClose(ConnectionMetaData connection) throws IOException {
			if (connection.getConnection().getEndPoint().getTransport() instanceof SocketChannel channel
					&& channel.isOpen()) {
				channel.setOption(StandardSocketOptions.SO_LINGER, 0);
			}
		}

	}

	/**
	 * Notes why the body of a request could not be read on. Code that reads a body which
	 * stalls gets an {@code IOException} like any other. Also says how to read over what
	 * is left of a body: Jetty does it after the application, or before its ERROR
	 * dispatch, and an answer is sent before the one and without the other.
	 */
	public static final class ReadWatch extends Handler.Wrapper {

		public ReadWatch(Handler handler) {
			super(handler);
		}

		@Override
		public boolean handle(Request request, Response response, Callback callback) throws Exception {
			if (request.getLength() == 0) {
				return super.handle(request, response, callback);
			}
			ServletState.of(JettyProblemRequest.state(request)).restOfBody(request::consumeAvailable);
			return super.handle(new Watched(request), response, callback);
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

	/** Rows of a query or form that Jetty refuses to parse. */
	public static final class ParameterRows implements ProblemRows {

		@Override
		public void addTo(ProblemMappings.Builder mappings) {
			mappings.map(HttpException.RuntimeException.class, (exception) -> ServletRows.unreadable(status(exception)),
					Problem.of(400), Problem.of(413));
			mappings.map(HttpException.IllegalArgumentException.class,
					(exception) -> ServletRows.unreadable(status(exception)), Problem.of(400), Problem.of(413));
			mappings.map(HttpException.IllegalStateException.class,
					(exception) -> ServletRows.unreadable(status(exception)), Problem.of(400), Problem.of(413));
		}

		/** A form that is too large comes as 413 inside of a 400. */
		private static <E extends Throwable & HttpException> int status(E exception) {
			return (exception.getCause() instanceof HttpException cause) ? cause.getCode() : exception.getCode();
		}

	}

}
