package dev.mishap.internal;

import java.util.List;

import dev.mishap.ProblemRequest;
import dev.mishap.ProblemRequest.Door;
import org.jspecify.annotations.Nullable;

/** Stands for the request where there is none, so that rows have something to ask. */
public final class NoRequest implements ProblemRequest {

	private final RequestState state = new RequestState();

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
		return List.of();
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
