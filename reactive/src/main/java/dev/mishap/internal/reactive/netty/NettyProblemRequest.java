package dev.mishap.internal.reactive.netty;

import java.util.List;

import dev.mishap.ProblemRequest;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.RequestState;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Request that Netty refuses, as far as it could be parsed. */
final class NettyProblemRequest implements ProblemRequest {

	private static final String PLACEHOLDER = "/bad-request";

	private final @Nullable HttpRequest request;

	private final HttpResponse response;

	private final boolean http1;

	private final RequestState state = new RequestState();

	NettyProblemRequest(@Nullable HttpRequest request, HttpResponse response, boolean http1) {
		this.request = (request == null || isPlaceholder(request)) ? null : request;
		this.response = response;
		this.http1 = http1;
	}

	/** Netty makes a request up where there is not even a request line. */
	private static boolean isPlaceholder(HttpRequest request) {
		return request.decoderResult().isFailure() && request instanceof FullHttpRequest
				&& PLACEHOLDER.equals(request.uri());
	}

	@Override
	public @Nullable String method() {
		return (this.request != null) ? this.request.method().name() : null;
	}

	@Override
	public @Nullable String path() {
		if (this.request == null) {
			return null;
		}
		String target = this.request.uri();
		int query = target.indexOf('?');
		return (query >= 0) ? target.substring(0, query) : target;
	}

	@Override
	public @Nullable String header(String name) {
		return (this.request != null) ? this.request.headers().get(name) : null;
	}

	@Override
	public List<String> headers(String name) {
		return (this.request != null) ? this.request.headers().getAll(name) : List.of();
	}

	@Override
	public boolean isHttp1() {
		return this.http1;
	}

	@Override
	public Door door() {
		return Door.CONTAINER;
	}

	@Override
	public Progress progress() {
		return Progress.OPEN;
	}

	@Override
	public List<String> responseHeader(String name) {
		HttpHeaders headers = this.response.headers();
		return headers.contains(name) ? headers.getAll(name) : List.of();
	}

	@Override
	public RequestState state() {
		return this.state;
	}

	@Override
	public <T> @Nullable T unwrap(Class<T> type) {
		return type.isInstance(this.request) ? type.cast(this.request) : null;
	}

}
