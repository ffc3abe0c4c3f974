package dev.mishap.differential;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * A filter that compresses in the way of the many written by hand: the field first, then
 * the stream.
 */
final class ZippingFilter implements Filter {

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Zipped zipped = new Zipped((HttpServletResponse) response);
		((HttpServletResponse) response).setHeader("Content-Encoding", "gzip");
		chain.doFilter(request, zipped);
		zipped.finish();
	}

	/** Response whose body is compressed. */
	private static final class Zipped extends HttpServletResponseWrapper {

		private ZippedStream stream;

		private PrintWriter writer;

		Zipped(HttpServletResponse response) {
			super(response);
		}

		@Override
		public ServletOutputStream getOutputStream() throws IOException {
			if (this.stream == null) {
				this.stream = new ZippedStream(super.getOutputStream());
			}
			return this.stream;
		}

		@Override
		public PrintWriter getWriter() throws IOException {
			if (this.writer == null) {
				this.writer = new PrintWriter(new OutputStreamWriter(getOutputStream(), StandardCharsets.UTF_8));
			}
			return this.writer;
		}

		@Override
		public void setContentLength(int length) {
		}

		@Override
		public void setContentLengthLong(long length) {
		}

		void finish() throws IOException {
			if (this.writer != null) {
				this.writer.flush();
			}
			if (this.stream != null) {
				this.stream.zip.finish();
			}
		}

	}

	/** Stream that compresses. */
	private static final class ZippedStream extends ServletOutputStream {

		private final GZIPOutputStream zip;

		ZippedStream(ServletOutputStream out) throws IOException {
			this.zip = new GZIPOutputStream(out, true);
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void write(int b) throws IOException {
			this.zip.write(b);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			this.zip.write(bytes, offset, length);
		}

		@Override
		public void flush() throws IOException {
			this.zip.flush();
		}

		@Override
		public void close() throws IOException {
			this.zip.close();
		}

	}

}
