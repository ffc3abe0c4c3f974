package dev.mishap.applications.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who visits an application: keeps cookies, remembers the last page, follows no
 * redirect, and sends targets exactly as given, so that broken ones can be sent too.
 */
public final class Visitor {

	private static final int TIMEOUT_MILLIS = 30_000;

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

	private final int port;

	private final Map<String, String> cookies = new LinkedHashMap<>();

	private String lastPage = "";

	/**
	 * Creates somebody with no cookies.
	 * @param port the port of the server on this machine
	 */
	public Visitor(int port) {
		this.port = port;
	}

	public Answer get(String target, String... fields) {
		return send("GET " + target, null, null, fields);
	}

	/**
	 * Sends a form.
	 * @param target the address
	 * @param form the form, encoded; <code>{name}</code> stands for the hidden field of
	 * that name on the last page, or for the cookie of that name
	 * @param fields further lines of the header
	 */
	public Answer post(String target, String form, String... fields) {
		return send("POST " + target, "application/x-www-form-urlencoded", form, fields);
	}

	/**
	 * Sends a request.
	 * @param request method and target
	 * @param type the media type of the body, if there is one
	 * @param body the body, with placeholders as in {@link #post}
	 * @param fields further lines of the header, with placeholders as in the body
	 */
	public Answer send(String request, @Nullable String type, @Nullable String body, String... fields) {
		StringBuilder head = new StringBuilder(request).append(" HTTP/1.1\r\n");
		head.append("Host: localhost:").append(this.port).append("\r\nConnection: close\r\n");
		for (String field : fields) {
			head.append(filledIn(field)).append("\r\n");
		}
		if (!this.cookies.isEmpty()) {
			List<String> pairs = new ArrayList<>();
			this.cookies.forEach((name, value) -> pairs.add(name + "=" + value));
			head.append("Cookie: ").append(String.join("; ", pairs)).append("\r\n");
		}
		byte[] content = (body != null) ? filledIn(body).getBytes(StandardCharsets.UTF_8) : new byte[0];
		if (body != null) {
			head.append("Content-Type: ").append(type).append("\r\n");
			head.append("Content-Length: ").append(content.length).append("\r\n");
		}
		head.append("\r\n");
		Answer answer = exchange(head.toString(), content, request.startsWith("HEAD "));
		answer.lines("Set-Cookie").forEach(this::keep);
		this.lastPage = answer.body();
		return answer;
	}

	/** Returns somebody else who visits the same application. */
	public Visitor another() {
		return new Visitor(this.port);
	}

	/** Forgets a cookie, as a browser does that is closed. */
	public void forget(String cookie) {
		this.cookies.remove(cookie);
	}

	/** Replaces the value of a cookie. */
	public void cookie(String name, String value) {
		this.cookies.put(name, value);
	}

	private void keep(String line) {
		String pair = line.split(";", 2)[0];
		String name = pair.substring(0, pair.indexOf('='));
		String lower = line.toLowerCase(Locale.ROOT);
		if (lower.contains("max-age=0") || lower.contains("01 jan 1970")) {
			this.cookies.remove(name);
		}
		else {
			this.cookies.put(name, pair.substring(pair.indexOf('=') + 1));
		}
	}

	private String filledIn(String text) {
		Matcher matcher = PLACEHOLDER.matcher(text);
		return matcher.replaceAll((match) -> Matcher.quoteReplacement(known(match.group(1), match.group())));
	}

	private String known(String name, String otherwise) {
		Matcher input = Pattern.compile("<input[^>]*name=\"" + name + "\"[^>]*value=\"([^\"]*)\"")
			.matcher(this.lastPage);
		if (input.find()) {
			return input.group(1);
		}
		return this.cookies.getOrDefault(name.replace("XSRF_TOKEN", "XSRF-TOKEN"), otherwise);
	}

	private Answer exchange(String head, byte[] content, boolean noBody) {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			try {
				ByteArrayOutputStream request = new ByteArrayOutputStream();
				request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
				request.writeBytes(content);
				socket.getOutputStream().write(request.toByteArray());
				socket.getOutputStream().flush();
			}
			catch (SocketException ignored) {
				// the server may refuse before it has read everything
			}
			return read(new BufferedInputStream(socket.getInputStream()), noBody);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Answer read(InputStream in, boolean noBody) throws IOException {
		String statusLine = line(in);
		if (statusLine.isEmpty()) {
			return new Answer(0, Map.of(), new byte[0], false);
		}
		int status = Integer.parseInt(statusLine.split(" ")[1]);
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String line = line(in); !line.isEmpty(); line = line(in)) {
			int colon = line.indexOf(':');
			headers.computeIfAbsent(line.substring(0, colon), (name) -> new ArrayList<>())
				.add(line.substring(colon + 1).trim());
		}
		if (noBody || status == 204 || status == 304) {
			return new Answer(status, headers, new byte[0], true);
		}
		if (headers.containsKey("Transfer-Encoding")) {
			ByteArrayOutputStream content = new ByteArrayOutputStream();
			boolean whole = chunks(in, content);
			return new Answer(status, headers, content.toByteArray(), whole);
		}
		List<String> length = headers.get("Content-Length");
		byte[] content = (length != null) ? in.readNBytes(Integer.parseInt(length.get(0))) : in.readAllBytes();
		return new Answer(status, headers, content,
				length == null || content.length == Integer.parseInt(length.get(0)));
	}

	private static boolean chunks(InputStream in, ByteArrayOutputStream content) throws IOException {
		while (true) {
			String size = line(in);
			if (size.isEmpty()) {
				return false;
			}
			int length = Integer.parseInt(size.split(";")[0].trim(), 16);
			byte[] bytes = in.readNBytes(length);
			content.writeBytes(bytes);
			if (bytes.length < length) {
				return false;
			}
			line(in);
			if (length == 0) {
				return true;
			}
		}
	}

	/** Returns the next line, an empty one at the end. */
	private static String line(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
			line.write(b);
		}
		String text = line.toString(StandardCharsets.ISO_8859_1);
		return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
	}

}
