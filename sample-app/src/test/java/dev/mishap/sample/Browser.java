package dev.mishap.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.util.FileSystemUtils;

/** One page in a headless Chromium, driven by the DevTools protocol. */
final class Browser implements AutoCloseable {

	private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://127\\.0\\.0\\.1:(\\d+)/");

	private static final int PATIENCE_SECONDS = 60;

	private final Path profile;

	private final Process process;

	private final WebSocket socket;

	private final AtomicInteger ids = new AtomicInteger();

	private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();

	private final List<String> errors = new CopyOnWriteArrayList<>();

	private final List<String> addresses = new CopyOnWriteArrayList<>();

	Browser() throws Exception {
		this.profile = Files.createTempDirectory("chromium");
		this.process = new ProcessBuilder("chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
				"--disable-dev-shm-usage", "--no-first-run", "--lang=en-US", "--hide-scrollbars",
				"--remote-debugging-port=0", "--user-data-dir=" + this.profile, "about:blank")
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		int port = port();
		HttpClient client = HttpClient.newHttpClient();
		HttpRequest page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
			.PUT(BodyPublishers.noBody())
			.build();
		JsonNode target = Http.JSON.readTree(client.send(page, BodyHandlers.ofString()).body());
		this.socket = client.newWebSocketBuilder()
			.buildAsync(URI.create(target.path("webSocketDebuggerUrl").asString()), new Listener())
			.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		for (String domain : List.of("Page", "Runtime", "Network")) {
			call(domain + ".enable", "{}");
		}
	}

	private int port() throws IOException {
		BufferedReader lines = new BufferedReader(
				new InputStreamReader(this.process.getErrorStream(), StandardCharsets.UTF_8));
		String line = lines.readLine();
		while (line != null) {
			Matcher listening = LISTENING.matcher(line);
			if (listening.find()) {
				Thread drain = new Thread(() -> lines.lines().forEach((ignored) -> {
				}));
				drain.setDaemon(true);
				drain.start();
				return Integer.parseInt(listening.group(1));
			}
			line = lines.readLine();
		}
		throw new IllegalStateException("chromium did not start");
	}

	/** Opens an address and waits until it is loaded. */
	void open(String url) {
		this.errors.clear();
		this.addresses.clear();
		call("Page.navigate", "{\"url\": \"" + url + "\"}");
		Waiting.until(() -> evaluate("document.readyState === 'complete' && location.href !== 'about:blank'")
			.asBoolean(false));
	}

	/** Returns the value of an expression, awaited if it is a promise. */
	JsonNode evaluate(String expression) {
		JsonNode result = call("Runtime.evaluate", Http.JSON
			.writeValueAsString(Map.of("expression", expression, "awaitPromise", true, "returnByValue", true)));
		if (result.has("exceptionDetails")) {
			throw new AssertionError(expression + ": " + result.path("exceptionDetails"));
		}
		return result.path("result").path("value");
	}

	void press(String key) {
		String text = key.equals("Enter") ? ", \"text\": \"\\r\", \"windowsVirtualKeyCode\": 13"
				: ", \"windowsVirtualKeyCode\": 9";
		call("Input.dispatchKeyEvent", "{\"type\": \"keyDown\", \"key\": \"" + key + "\"" + text + "}");
		call("Input.dispatchKeyEvent", "{\"type\": \"keyUp\", \"key\": \"" + key + "\"}");
	}

	void resize(int width, int height) {
		call("Emulation.setDeviceMetricsOverride", "{\"width\": " + width + ", \"height\": " + height
				+ ", \"deviceScaleFactor\": 1, \"mobile\": " + (width < 500) + "}");
	}

	void prefer(String colorScheme) {
		prefer("prefers-color-scheme", colorScheme);
	}

	void prefer(String feature, String value) {
		call("Emulation.setEmulatedMedia",
				"{\"features\": [{\"name\": \"" + feature + "\", \"value\": \"" + value + "\"}]}");
	}

	/**
	 * Takes a picture of a part of the page.
	 * @param left where it begins, in pixels of the page
	 * @param top where it begins, in pixels of the page
	 * @param width how wide it is
	 * @param height how high it is
	 * @param scale pixels of the picture for a pixel of the page
	 */
	byte[] picture(int left, int top, int width, int height, double scale) {
		String clip = "{\"x\": " + left + ", \"y\": " + top + ", \"width\": " + width + ", \"height\": " + height
				+ ", \"scale\": " + scale + "}";
		JsonNode picture = call("Page.captureScreenshot",
				"{\"format\": \"png\", \"captureBeyondViewport\": true, \"clip\": " + clip + "}");
		return Base64.getDecoder().decode(picture.path("data").asString());
	}

	/** Returns what scripts failed to catch. */
	List<String> errors() {
		return List.copyOf(this.errors);
	}

	/** Returns what was requested since the page was opened. */
	List<String> addresses() {
		return List.copyOf(this.addresses);
	}

	private JsonNode call(String method, String parameters) {
		int id = this.ids.incrementAndGet();
		CompletableFuture<JsonNode> answer = new CompletableFuture<>();
		this.pending.put(id, answer);
		synchronized (this.socket) {
			this.socket
				.sendText("{\"id\": " + id + ", \"method\": \"" + method + "\", \"params\": " + parameters + "}", true)
				.join();
		}
		try {
			return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new AssertionError(method + " was not answered", ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.abort();
		this.process.destroy();
		this.process.onExit().completeOnTimeout(this.process, 10, TimeUnit.SECONDS).join();
		this.process.destroyForcibly().onExit().join();
		deleteProfile();
	}

	/** Its child processes end a moment later, and write until then. */
	private void deleteProfile() throws IOException {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		while (true) {
			try {
				FileSystemUtils.deleteRecursively(this.profile);
				return;
			}
			catch (NoSuchFileException | DirectoryNotEmptyException ex) {
				if (System.nanoTime() > end) {
					throw ex;
				}
			}
		}
	}

	private void received(JsonNode message) {
		String method = message.path("method").asString("");
		if (message.has("id")) {
			CompletableFuture<JsonNode> answer = this.pending.remove(message.path("id").intValue());
			if (answer != null) {
				answer.complete(message.path("result"));
			}
		}
		else if (method.equals("Runtime.exceptionThrown")) {
			this.errors.add(message.path("params").toString());
		}
		else if (method.equals("Network.requestWillBeSent")) {
			this.addresses.add(message.path("params").path("request").path("url").asString());
		}
	}

	/** Puts messages together. */
	private final class Listener implements WebSocket.Listener {

		private final StringBuilder text = new StringBuilder();

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				String message = this.text.toString();
				this.text.setLength(0);
				received(Http.JSON.readTree(message));
			}
			socket.request(1);
			return null;
		}

	}

}
