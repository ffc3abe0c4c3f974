package dev.mishap.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mishap.ProblemRequest;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemAnswer.Send;
import dev.mishap.internal.RequestState;

/** Request in memory, and what was answered to it. */
public final class FakeRequest implements ProblemRequest {

	/** Values by name; more than one line of a field are joined by line breaks. */
	public final Map<String, String> requestHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	public final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	public Progress progress = Progress.OPEN;

	public Door door = Door.FILTER;

	public String path = "/orders";

	public String query;

	public int status;

	private final RequestState state = new RequestState();

	private Send sent;

	/** Applies an answer as a door does. */
	public FakeRequest apply(ProblemAnswer answer) {
		if (answer instanceof Send send) {
			this.sent = send;
			this.status = send.status();
			send.remove().forEach(this.headers::remove);
			this.headers.putAll(send.set());
		}
		return this;
	}

	public boolean isSent() {
		return this.sent != null;
	}

	public String contentType() {
		return this.sent.body().contentType();
	}

	public String text() {
		return new String(this.sent.body().content(), StandardCharsets.UTF_8);
	}

	@Override
	public String method() {
		return "POST";
	}

	@Override
	public String path() {
		return this.path;
	}

	@Override
	public String query() {
		return this.query;
	}

	@Override
	public String header(String name) {
		return this.requestHeaders.get(name);
	}

	@Override
	public List<String> headers(String name) {
		String value = this.requestHeaders.get(name);
		return (value != null) ? List.of(value.split("\n")) : List.of();
	}

	@Override
	public boolean isHttp1() {
		return true;
	}

	@Override
	public Door door() {
		return this.door;
	}

	@Override
	public Progress progress() {
		return this.progress;
	}

	@Override
	public List<String> responseHeader(String name) {
		return this.headers.getOrDefault(name, List.of());
	}

	@Override
	public RequestState state() {
		return this.state;
	}

	@Override
	public <T> T unwrap(Class<T> type) {
		return null;
	}

}
