package dev.mishap.benchmarks.jmh;

import java.util.List;

import dev.mishap.ProblemRequest;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.RequestState;
import org.jspecify.annotations.Nullable;

/** Request without a network: a GET without headers. */
final class BenchmarkRequest implements ProblemRequest {

	private final RequestState state = new RequestState();

	@Override
	public String method() {
		return "GET";
	}

	@Override
	public String path() {
		return "/orders/7";
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
		return Door.CONTROLLER;
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
