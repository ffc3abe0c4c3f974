package dev.mishap.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Another service that answers every request with the same bytes, head included, so that
 * it can say anything, and then closes the connection.
 */
final class Upstream implements AutoCloseable {

	private final ServerSocket socket;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private volatile Script script = (out) -> out.write(answer(204, "", ""));

	Upstream() {
		try {
			this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.threads.execute(this::accept);
	}

	String url() {
		return "http://localhost:" + this.socket.getLocalPort();
	}

	/** Returns the heads of the requests so far. */
	List<String> requests() {
		return this.requests;
	}

	Upstream answers(Script script) {
		this.script = script;
		return this;
	}

	Upstream answers(int status, String contentType, String body, String... fields) {
		byte[] answer = answer(status, contentType, body, fields);
		return answers((out) -> out.write(answer));
	}

	Upstream answers(int status, String contentType, byte[] body, String... fields) {
		byte[] answer = answer(status, contentType, body, fields);
		return answers((out) -> out.write(answer));
	}

	static byte[] answer(int status, String contentType, String body, String... fields) {
		return answer(status, contentType, body.getBytes(StandardCharsets.UTF_8), fields);
	}

	static byte[] answer(int status, String contentType, byte[] body, String... fields) {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		answer.writeBytes(head(status, contentType, "Content-Length: " + body.length, fields));
		answer.writeBytes(body);
		return answer.toByteArray();
	}

	static byte[] head(int status, String contentType, String length, String... fields) {
		StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
		if (!contentType.isEmpty()) {
			head.append("Content-Type: ").append(contentType).append("\r\n");
		}
		for (String field : fields) {
			head.append(field).append("\r\n");
		}
		return head.append(length)
			.append("\r\nConnection: close\r\n\r\n")
			.toString()
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	private void accept() {
		while (!this.socket.isClosed()) {
			try {
				Socket connection = this.socket.accept();
				this.threads.execute(() -> serve(connection));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket connection) {
		try (connection) {
			this.requests.add(head(connection.getInputStream()));
			this.script.write(connection.getOutputStream());
			connection.getOutputStream().flush();
		}
		catch (IOException ignored) {
			// the client has seen enough
		}
	}

	private static String head(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int c = in.read();
			if (c < 0) {
				break;
			}
			head.append((char) c);
		}
		return head.toString();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ignored) {
			// it is of no use any more
		}
		this.threads.shutdownNow();
	}

	/** Writes an answer. */
	@FunctionalInterface
	interface Script {

		void write(OutputStream out) throws IOException;

	}

}
