package dev.mishap.autoconfigure.jetty;

import java.nio.ByteBuffer;
import java.util.List;

import dev.mishap.ProblemBody;
import dev.mishap.ProblemExchange;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Exchange over Jetty's own requests, which needn't ever become ones of a servlet. */
final class JettyProblemExchange implements ProblemExchange {

	private final Request request;

	private final Response response;

	private final Callback callback;

	private boolean sent;

	JettyProblemExchange(Request request, Response response, Callback callback) {
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
	public @Nullable Object attribute(String name) {
		return this.request.getAttribute(name);
	}

	@Override
	public void attribute(String name, Object value) {
		this.request.setAttribute(name, value);
	}

	@Override
	public <T> @Nullable T unwrap(Class<T> type) {
		return type.isInstance(this.request) ? type.cast(this.request) : null;
	}

	@Override
	public State state() {
		return this.response.isCommitted() ? State.COMMITTED : State.OPEN;
	}

	@Override
	public List<String> responseHeader(String name) {
		return this.response.getHeaders().getValuesList(name);
	}

	@Override
	public void discardBody() {
		this.response.getHeaders().remove(HttpHeader.CONTENT_TYPE);
		this.response.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
	}

	@Override
	public void responseHeader(String name, List<String> values) {
		if (values.isEmpty()) {
			this.response.getHeaders().remove(name);
		}
		else {
			this.response.getHeaders().put(name, values);
		}
	}

	@Override
	public void send(int status, ProblemBody body) {
		this.sent = true;
		this.response.setStatus(status);
		this.response.getHeaders().put(HttpHeader.CONTENT_TYPE, body.contentType());
		this.response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.content().length);
		boolean head = HttpMethod.HEAD.is(this.request.getMethod());
		ByteBuffer content = head ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body.content());
		this.response.write(true, content, this.callback);
	}

}
