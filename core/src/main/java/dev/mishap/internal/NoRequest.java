package dev.mishap.internal;

import java.util.List;
import java.util.Locale;

import dev.mishap.ProblemRequest;
import dev.mishap.ProblemRequest.Door;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the request where there is none, so that rows have something to ask, or an
 * example something to be the answer to.
 */
public final class NoRequest implements ProblemRequest {

	private final RequestState state = new RequestState();

	private final @Nullable String method;

	private final @Nullable String path;

	private final List<String> accept;

	private NoRequest(@Nullable String method, @Nullable String path, List<String> accept) {
		this.method = method;
		this.path = path;
		this.accept = accept;
	}

	public NoRequest() {
		this(null, null, List.of());
	}

	/** Stands for a request that wants a form and a language. */
	public NoRequest(String accept, Locale locale) {
		this(null, null, List.of(accept));
		this.state.locale(locale);
	}

	/**
	 * Stands for a GET over HTTP/1.1.
	 * @param requestId its request ID
	 */
	public static NoRequest example(String requestId) {
		NoRequest example = new NoRequest("GET", "/", List.of());
		example.state.requestId(requestId);
		return example;
	}

	@Override
	public @Nullable String method() {
		return this.method;
	}

	@Override
	public @Nullable String path() {
		return this.path;
	}

	@Override
	public @Nullable String header(String name) {
		return null;
	}

	@Override
	public List<String> headers(String name) {
		return "Accept".equals(name) ? this.accept : List.of();
	}

	@Override
	public boolean isHttp1() {
		return this.method != null;
	}

	@Override
	public Door door() {
		return Door.APPLICATION;
	}

	@Override
	public Progress progress() {
		return Progress.OPEN;
	}

	@Override
	public List<String> responseHeader(String name) {
		return List.of();
	}

	@Override
	public RequestState state() {
		return this.state;
	}

	@Override
	public <T> @Nullable T unwrap(Class<T> type) {
		return null;
	}

}
