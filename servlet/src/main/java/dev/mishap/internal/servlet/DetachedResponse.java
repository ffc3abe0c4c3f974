package dev.mishap.internal.servlet;

import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.Assert;

/**
 * Response that is connected to no client. Code of others (error views, entry points)
 * writes to it, and what it wrote can be looked at before anything of it is sent. It is
 * not a wrapper, so no container can get at the response of the request through it.
 * <p>
 * It behaves as the Servlet specification has it (sections 5.1 to 5.7), except that
 * nothing is ever committed by flushing. After {@code sendError} or {@code sendRedirect}
 * it is closed: it says that it is committed, and what is written is dropped.
 * <p>
 * Not thread-safe.
 */
public final class DetachedResponse implements HttpServletResponse {

	private static final int DEFAULT_BUFFER_SIZE = 8192;

	/** RFC 9110, section 5.6.7: two digits for the day, always GMT. */
	private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'",
			Locale.ENGLISH);

	private final @Nullable HttpServletResponse addresses;

	private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private final List<Cookie> cookies = new ArrayList<>();

	private final Content content = new Content();

	private int status = SC_OK;

	private boolean error;

	private @Nullable String reason;

	private boolean closed;

	private @Nullable String type;

	private @Nullable Charset charset;

	private @Nullable PrintWriter writer;

	private boolean streamed;

	private @Nullable Locale locale;

	private int bufferSize = DEFAULT_BUFFER_SIZE;

	/**
	 * Creates a response that knows no session: addresses are left as they are.
	 */
	public DetachedResponse() {
		this.addresses = null;
	}

	/**
	 * Creates a response.
	 * @param addresses the response of the request, which is asked to encode addresses
	 * (Servlet 6.1, section 7.1.3); nothing of it is changed
	 */
	public DetachedResponse(HttpServletResponse addresses) {
		Assert.notNull(addresses, "'addresses' must not be null");
		this.addresses = addresses;
	}

	/**
	 * Returns whether the status was set by {@code sendError}.
	 */
	public boolean isError() {
		return this.error;
	}

	/**
	 * Returns the words that came with {@code sendError}.
	 * @return the words, or {@code null} if there are none
	 */
	public @Nullable String reason() {
		return this.reason;
	}

	/**
	 * Returns the header fields by name, as a copy. {@code Content-Type} and cookies are
	 * not among them.
	 */
	public Map<String, List<String>> headers() {
		Map<String, List<String>> copy = new LinkedHashMap<>();
		this.headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
		return copy;
	}

	/**
	 * Returns the cookies in the order in which they were added.
	 */
	public List<Cookie> cookies() {
		return List.copyOf(this.cookies);
	}

	/**
	 * Returns what was written.
	 * @return the bytes, none if nothing was written or it was taken back
	 */
	public byte[] content() {
		if (this.writer != null) {
			this.writer.flush();
		}
		return this.content.bytes.toByteArray();
	}

	@Override
	public void addCookie(Cookie cookie) {
		if (!this.closed && cookie != null) {
			this.cookies.add(cookie);
		}
	}

	@Override
	public boolean containsHeader(String name) {
		return getHeader(name) != null;
	}

	@Override
	public String encodeURL(String url) {
		return (this.addresses != null) ? this.addresses.encodeURL(url) : url;
	}

	@Override
	public String encodeRedirectURL(String url) {
		return (this.addresses != null) ? this.addresses.encodeRedirectURL(url) : url;
	}

	@Override
	public void sendError(int status, @Nullable String message) {
		end(status, true);
		this.error = true;
		this.reason = message;
	}

	@Override
	public void sendError(int status) {
		sendError(status, null);
	}

	@Override
	public void sendRedirect(String location) {
		sendRedirect(location, SC_FOUND, true);
	}

	@Override
	public void sendRedirect(String location, int status) {
		sendRedirect(location, status, true);
	}

	@Override
	public void sendRedirect(String location, boolean clearBuffer) {
		sendRedirect(location, SC_FOUND, clearBuffer);
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) {
		Assert.notNull(location, "'location' must not be null");
		setHeader("Location", location);
		end(status, clearBuffer);
	}

	private void end(int status, boolean clearBuffer) {
		assertOpen();
		if (clearBuffer) {
			resetBuffer();
		}
		else if (this.writer != null) {
			this.writer.flush();
		}
		this.status = status;
		this.closed = true;
		this.content.closed = true;
	}

	private void assertOpen() {
		if (this.closed) {
			throw new IllegalStateException("The response has been ended by sendError or sendRedirect");
		}
	}

	@Override
	public void setDateHeader(String name, long date) {
		setHeader(name, httpDate(date));
	}

	@Override
	public void addDateHeader(String name, long date) {
		addHeader(name, httpDate(date));
	}

	private static String httpDate(long date) {
		return HTTP_DATE.format(Instant.ofEpochMilli(date).atOffset(ZoneOffset.UTC));
	}

	@Override
	public void setHeader(@Nullable String name, @Nullable String value) {
		if (this.closed || name == null || name.isEmpty()) {
			return;
		}
		if ("Content-Type".equalsIgnoreCase(name)) {
			setContentType(value);
		}
		else if (value == null) {
			this.headers.remove(name);
		}
		else {
			this.headers.put(name, new ArrayList<>(List.of(value)));
		}
	}

	@Override
	public void addHeader(@Nullable String name, @Nullable String value) {
		if (this.closed || name == null || name.isEmpty() || value == null) {
			return;
		}
		if ("Content-Type".equalsIgnoreCase(name)) {
			setContentType(value);
		}
		else {
			this.headers.computeIfAbsent(name, (added) -> new ArrayList<>()).add(value);
		}
	}

	@Override
	public void setIntHeader(String name, int value) {
		setHeader(name, Integer.toString(value));
	}

	@Override
	public void addIntHeader(String name, int value) {
		addHeader(name, Integer.toString(value));
	}

	@Override
	public void setStatus(int status) {
		if (!this.closed) {
			this.status = status;
		}
	}

	@Override
	public int getStatus() {
		return this.status;
	}

	@Override
	public @Nullable String getHeader(@Nullable String name) {
		if (name == null) {
			return null;
		}
		if ("Content-Type".equalsIgnoreCase(name)) {
			return getContentType();
		}
		List<String> values = this.headers.get(name);
		return (values != null) ? values.get(0) : null;
	}

	@Override
	public Collection<String> getHeaders(@Nullable String name) {
		if (name == null) {
			return List.of();
		}
		if ("Content-Type".equalsIgnoreCase(name)) {
			String contentType = getContentType();
			return (contentType != null) ? List.of(contentType) : List.of();
		}
		return List.copyOf(this.headers.getOrDefault(name, List.of()));
	}

	@Override
	public Collection<String> getHeaderNames() {
		List<String> names = new ArrayList<>(this.headers.keySet());
		if (this.type != null) {
			names.add("Content-Type");
		}
		return names;
	}

	@Override
	public void setTrailerFields(Supplier<Map<String, String>> fields) {
		// nothing is sent, so nothing follows it
	}

	@Override
	public @Nullable Supplier<Map<String, String>> getTrailerFields() {
		return null;
	}

	/**
	 * Returns the charset that a writer uses. Where nobody has set one it is UTF-8, as
	 * Boot sets it on every response.
	 */
	@Override
	public String getCharacterEncoding() {
		return charset().name();
	}

	private Charset charset() {
		return (this.charset != null) ? this.charset : StandardCharsets.UTF_8;
	}

	@Override
	public void setCharacterEncoding(@Nullable String encoding) {
		if (this.closed || this.writer != null) {
			return;
		}
		try {
			this.charset = (encoding != null) ? Charset.forName(encoding) : null;
		}
		catch (IllegalCharsetNameException | UnsupportedCharsetException ignored) {
			// as containers do: what no writer could use changes nothing
		}
	}

	@Override
	public void setCharacterEncoding(@Nullable Charset encoding) {
		setCharacterEncoding((encoding != null) ? encoding.name() : null);
	}

	@Override
	public @Nullable String getContentType() {
		if (this.type == null || (this.charset == null && this.writer == null)) {
			return this.type;
		}
		return this.type + ";charset=" + charset().name();
	}

	@Override
	public void setContentType(@Nullable String contentType) {
		if (this.closed) {
			return;
		}
		if (contentType == null) {
			this.type = null;
			return;
		}
		try {
			MediaType mediaType = MediaType.parseMediaType(contentType);
			Charset given = mediaType.getCharset();
			if (given != null) {
				setCharacterEncoding(given.name());
			}
			Map<String, String> parameters = new LinkedHashMap<>(mediaType.getParameters());
			parameters.keySet().removeIf("charset"::equalsIgnoreCase);
			this.type = new MediaType(mediaType.getType(), mediaType.getSubtype(), parameters).toString();
		}
		catch (InvalidMediaTypeException | IllegalCharsetNameException | UnsupportedCharsetException ignored) {
			// not ours to judge
			this.type = contentType;
		}
	}

	@Override
	public void setContentLength(int length) {
		// the length is that of what was written
	}

	@Override
	public void setContentLengthLong(long length) {
		// the length is that of what was written
	}

	@Override
	public PrintWriter getWriter() {
		if (this.streamed) {
			throw new IllegalStateException("getOutputStream() has been called for this response");
		}
		if (this.writer == null) {
			this.writer = new PrintWriter(new OutputStreamWriter(this.content, charset()));
		}
		return this.writer;
	}

	@Override
	public ServletOutputStream getOutputStream() {
		if (this.writer != null) {
			throw new IllegalStateException("getWriter() has been called for this response");
		}
		this.streamed = true;
		return this.content;
	}

	@Override
	public void setBufferSize(int size) {
		this.bufferSize = Math.max(size, 0);
	}

	@Override
	public int getBufferSize() {
		return this.bufferSize;
	}

	@Override
	public void flushBuffer() {
		// nobody waits for it
	}

	@Override
	public void resetBuffer() {
		assertOpen();
		if (this.writer != null) {
			this.writer.flush();
		}
		this.content.bytes.reset();
	}

	@Override
	public boolean isCommitted() {
		return this.closed;
	}

	@Override
	public void reset() {
		resetBuffer();
		this.headers.clear();
		this.cookies.clear();
		this.status = SC_OK;
		this.type = null;
		this.charset = null;
		this.locale = null;
		this.writer = null;
		this.streamed = false;
		this.content.closed = false;
	}

	@Override
	public void setLocale(@Nullable Locale locale) {
		this.locale = locale;
		setHeader("Content-Language", (locale != null) ? locale.toLanguageTag() : null);
	}

	@Override
	public Locale getLocale() {
		return (this.locale != null) ? this.locale : Locale.getDefault();
	}

	/** Keeps bytes until it is closed. */
	private static final class Content extends ServletOutputStream {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private boolean closed;

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			throw new IllegalStateException("No asynchronous request has been started");
		}

		@Override
		public void write(int b) {
			if (!this.closed) {
				this.bytes.write(b);
			}
		}

		@Override
		public void write(byte[] content, int offset, int length) {
			if (!this.closed) {
				this.bytes.write(content, offset, length);
			}
		}

		@Override
		public void close() {
			this.closed = true;
		}

	}

}
