package dev.mishap.internal.catalogue;

import java.util.List;

import dev.mishap.ProblemRequest;
import dev.mishap.internal.RequestState;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a request that an example is the answer to. Each example has the same ID.
 */
final class ExampleRequest implements ProblemRequest {

	private static final String REQUEST_ID = "01kvt7y3q8f5m2d9xw4c6hzbne";

	private final RequestState state = new RequestState();

	ExampleRequest() {
		this.state.requestId(REQUEST_ID);
	}

	@Override
	public String method() {
		return "GET";
	}

	@Override
	public String path() {
		return "/";
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
		return true;
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
