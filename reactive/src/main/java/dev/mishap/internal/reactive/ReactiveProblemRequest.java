package dev.mishap.internal.reactive;

import java.util.List;
import java.util.Locale;

import dev.mishap.ProblemRequest;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.RequestState;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

/** Request and response of WebFlux, as an answer sees them. */
public final class ReactiveProblemRequest implements ProblemRequest {

	private final ServerHttpRequest request;

	private final ServerHttpResponse response;

	private final RequestState state;

	private final Door door;

	ReactiveProblemRequest(ServerHttpRequest request, ServerHttpResponse response, RequestState state, Door door) {
		this.request = request;
		this.response = response;
		this.state = state;
		this.door = door;
	}

	ServerHttpRequest request() {
		return this.request;
	}

	ServerHttpResponse response() {
		return this.response;
	}

	@Override
	public String method() {
		return this.request.getMethod().name();
	}

	@Override
	public @Nullable String path() {
		return this.request.getURI().getRawPath();
	}

	@Override
	public @Nullable String query() {
		return this.request.getURI().getRawQuery();
	}

	@Override
	public @Nullable String header(String name) {
		return this.request.getHeaders().getFirst(name);
	}

	@Override
	public List<String> headers(String name) {
		List<String> values = this.request.getHeaders().get(name);
		return (values != null) ? values : List.of();
	}

	@Override
	public boolean isHttp1() {
		return NativeRequests.isHttp1(this.request);
	}

	@Override
	public Door door() {
		return this.door;
	}

	@Override
	public @Nullable Locale decidedLocale() {
		ReactiveState reactive = ReactiveState.of(this.state);
		ServerWebExchange exchange = reactive.exchange();
		return (exchange != null && reactive.isLocaleDecided()) ? exchange.getLocaleContext().getLocale() : null;
	}

	@Override
	public Progress progress() {
		return this.response.isCommitted() ? Progress.COMMITTED : Progress.OPEN;
	}

	@Override
	public List<String> responseHeader(String name) {
		List<String> values = this.response.getHeaders().get(name);
		return (values != null) ? List.copyOf(values) : List.of();
	}

	@Override
	public RequestState state() {
		return this.state;
	}

	@Override
	public <T> @Nullable T unwrap(Class<T> type) {
		ServerWebExchange exchange = ReactiveState.of(this.state).exchange();
		if (type.isInstance(exchange)) {
			return type.cast(exchange);
		}
		if (type.isInstance(this.request)) {
			return type.cast(this.request);
		}
		return type.isInstance(this.response) ? type.cast(this.response) : null;
	}

}
