package dev.mishap.internal;

import java.util.List;
import java.util.Locale;

import dev.mishap.ProblemRequest;
import dev.mishap.ProblemRequest.Door;
import org.jspecify.annotations.Nullable;

/** Stands for the request where there is none, so that rows have something to ask. */
public final class NoRequest implements ProblemRequest {

	private final RequestState state = new RequestState();

	private final List<String> accept;

	public NoRequest() {
		this.accept = List.of();
	}

	/** Stands for a request that wants a form and a language. */
	public NoRequest(String accept, Locale locale) {
		this.accept = List.of(accept);
		this.state.locale(locale);
	}

	@Override
	public @Nullable String method() {
		return null;
	}

	@Override
	public @Nullable String path() {
		return null;
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
		return false;
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
