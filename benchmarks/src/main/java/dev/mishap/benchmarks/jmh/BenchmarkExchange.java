package dev.mishap.benchmarks.jmh;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mishap.ProblemBody;
import dev.mishap.ProblemExchange;
import org.jspecify.annotations.Nullable;

/** Exchange without a network: a GET without headers, whose answer goes nowhere. */
final class BenchmarkExchange implements ProblemExchange {

	private final Map<String, Object> attributes = new HashMap<>(8);

	private @Nullable ProblemBody sent;

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
	public @Nullable Object attribute(String name) {
		return this.attributes.get(name);
	}

	@Override
	public void attribute(String name, Object value) {
		this.attributes.put(name, value);
	}

	@Override
	public <T> @Nullable T unwrap(Class<T> type) {
		return null;
	}

	@Override
	public State state() {
		return State.OPEN;
	}

	@Override
	public List<String> responseHeader(String name) {
		return List.of();
	}

	@Override
	public void discardBody() {
		this.sent = null;
	}

	@Override
	public void responseHeader(String name, List<String> values) {
		// goes nowhere
	}

	@Override
	public void send(int status, ProblemBody body) {
		this.sent = body;
	}

	@Nullable ProblemBody sent() {
		return this.sent;
	}

}
