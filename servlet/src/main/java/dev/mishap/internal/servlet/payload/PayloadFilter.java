package dev.mishap.internal.servlet.payload;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Collection;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.Wording;
import dev.mishap.internal.Causes;
import dev.mishap.internal.HeaderFields;
import dev.mishap.internal.PathPatterns.PayloadLimits;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemRefinement;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.rows.StandardRows;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/**
 * Keeps bodies within the limit of their path. Of a body that is announced as too large,
 * nothing can be read from here on; one of unknown length is counted while it is read. A
 * body that is announced as small enough passes as it is.
 */
public final class PayloadFilter implements Filter {

	private static final String TOO_LARGE = PayloadFilter.class.getName() + ".tooLarge";

	private final PayloadLimits limits;

	public PayloadFilter(PayloadLimits limits) {
		this.limits = limits;
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (servletRequest instanceof HttpServletRequest request) {
			chain.doFilter(limited(request), response);
		}
		else {
			chain.doFilter(servletRequest, response);
		}
	}

	private HttpServletRequest limited(HttpServletRequest request) {
		long length = request.getContentLengthLong();
		if (length <= 0 && request.getHeader("Transfer-Encoding") == null
				&& request.getProtocol().startsWith("HTTP/1")) {
			return request;
		}
		DataSize limit = this.limits.limitOf(request.getRequestURI(), request.getContextPath());
		if (limit == null || (length >= 0 && length <= limit.toBytes())) {
			return request;
		}
		if (length > limit.toBytes()) {
			request.setAttribute(TOO_LARGE, limit);
		}
		return new LimitedRequest(request, limit, length > limit.toBytes());
	}

	/**
	 * Returns a filter that refuses a body which is announced as too large even if nobody
	 * would read it. Its place is behind Spring Security, so that who isn't let in learns
	 * that first and the answer has the header fields of CORS.
	 */
	public static Filter refusingAnnounced() {
		return (request, response, chain) -> {
			if (request.getAttribute(TOO_LARGE) instanceof DataSize limit) {
				throw new TooLargeException(limit);
			}
			chain.doFilter(request, response);
		};
	}

	/** The body of a request is larger than the limit of its path. */
	static final class TooLargeException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		TooLargeException(DataSize limit) {
			super("The body is larger than " + limit.toBytes() + " bytes", null, false, false);
		}

	}

	/**
	 * Request whose body ends with an exception where it is too large. Form and multipart
	 * data of unknown length are read by the container within its own limits, so that
	 * only what comes out of that can be judged.
	 */
	static final class LimitedRequest extends HttpServletRequestWrapper {

		private final DataSize limit;

		private final boolean announced;

		private @Nullable ServletInputStream stream;

		private @Nullable BufferedReader reader;

		LimitedRequest(HttpServletRequest request, DataSize limit, boolean announced) {
			super(request);
			this.limit = limit;
			this.announced = announced;
		}

		private void refuseAnnounced() {
			if (this.announced) {
				throw new TooLargeException(this.limit);
			}
		}

		private void refuseAnnouncedForm() {
			String type = getContentType();
			if (HeaderFields.isMediaType(type, "application/x-www-form-urlencoded")
					|| HeaderFields.isMediaType(type, "multipart/")) {
				refuseAnnounced();
			}
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			refuseAnnounced();
			ServletInputStream counting = this.stream;
			if (counting == null) {
				counting = new CountingStream(super.getInputStream(), this.limit);
				this.stream = counting;
			}
			return counting;
		}

		@Override
		public BufferedReader getReader() throws IOException {
			refuseAnnounced();
			BufferedReader counting = this.reader;
			if (counting == null) {
				String charset = getCharacterEncoding();
				counting = new BufferedReader(new InputStreamReader(getInputStream(),
						(charset != null) ? charset : StandardCharsets.ISO_8859_1.name()));
				this.reader = counting;
			}
			return counting;
		}

		@Override
		public Collection<Part> getParts() throws IOException, ServletException {
			refuseAnnounced();
			Collection<Part> parts = super.getParts();
			long size = 0;
			for (Part part : parts) {
				size += part.getSize();
			}
			if (size > this.limit.toBytes()) {
				throw new TooLargeException(this.limit);
			}
			return parts;
		}

		@Override
		public Part getPart(String name) throws IOException, ServletException {
			getParts();
			return super.getPart(name);
		}

		@Override
		public String getParameter(String name) {
			refuseAnnouncedForm();
			return super.getParameter(name);
		}

		@Override
		public Map<String, String[]> getParameterMap() {
			refuseAnnouncedForm();
			return super.getParameterMap();
		}

		@Override
		public Enumeration<String> getParameterNames() {
			refuseAnnouncedForm();
			return super.getParameterNames();
		}

		@Override
		public String[] getParameterValues(String name) {
			refuseAnnouncedForm();
			return super.getParameterValues(name);
		}

		/** Counts what is read. */
		private static final class CountingStream extends ServletInputStream {

			private final ServletInputStream delegate;

			private final DataSize limit;

			private long read;

			CountingStream(ServletInputStream delegate, DataSize limit) {
				this.delegate = delegate;
				this.limit = limit;
			}

			@Override
			public int read() throws IOException {
				int b = this.delegate.read();
				count((b >= 0) ? 1 : 0);
				return b;
			}

			@Override
			public int read(byte[] bytes, int offset, int length) throws IOException {
				int count = this.delegate.read(bytes, offset, length);
				count(count);
				return count;
			}

			private void count(int count) {
				this.read += Math.max(0, count);
				if (this.read > this.limit.toBytes()) {
					throw new TooLargeException(this.limit);
				}
			}

			@Override
			public int available() throws IOException {
				return this.delegate.available();
			}

			@Override
			public boolean isFinished() {
				return this.delegate.isFinished();
			}

			@Override
			public boolean isReady() {
				return this.delegate.isReady();
			}

			@Override
			public void setReadListener(ReadListener listener) {
				this.delegate.setReadListener(listener);
			}

			@Override
			public void close() throws IOException {
				this.delegate.close();
			}

		}

	}

	/** Rows of multipart bodies, and of bodies that are larger than they may be. */
	public static final class Rows implements ProblemRows {

		private static final String TOMCAT_COUNT = "org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException";

		/** The test of a body with too many parts reads the words of Jetty. */
		private static final String JETTY_COUNT = "count";

		@Override
		public void addTo(ProblemMappings.Builder mappings) {
			mappings.map(TooLargeException.class, Problem.of(413));
			mappings.map(MaxUploadSizeExceededException.class, Rows::tooLarge, Problem.of(413));
			mappings.map(MultipartException.class, Rows::unreadable, Problem.of(415), Problem.of(400, "MALFORMED_BODY"),
					Problem.of(500));
		}

		private static Problem tooLarge(MaxUploadSizeExceededException exception) {
			Problem problem = Problem.of(413);
			return isOfCount(exception) ? problem.withWording(Wording.of("CONTENT_TOO_LARGE.parts")) : problem;
		}

		/**
		 * Returns whether there were too many parts, rather than too large ones. Spring
		 * has one exception for all limits; beneath it, Tomcat has a class for each and
		 * Jetty words only.
		 */
		private static boolean isOfCount(Throwable exception) {
			return Causes.find(exception, Rows::saysCount) != null;
		}

		private static boolean saysCount(Throwable cause) {
			if (cause.getClass() == IllegalStateException.class) {
				String message = cause.getMessage();
				return message != null && message.contains(JETTY_COUNT);
			}
			return cause.getClass().getName().equals(TOMCAT_COUNT);
		}

		/**
		 * Without a cause, the handler wanted a multipart body and got another. With one,
		 * the body is broken, unless it is the server that cannot take it: without a
		 * place for files, or without a multipart configuration.
		 */
		private static Problem unreadable(MultipartException exception, ProblemRequest request) {
			Throwable cause = exception.getCause();
			if (cause == null) {
				Problem problem = Problem.of(415).withWording(Wording.of("UNSUPPORTED_MEDIA_TYPE.multipart"));
				return StandardRows.withAccept(problem, MediaType.MULTIPART_FORM_DATA_VALUE, request);
			}
			boolean ours = cause.getClass() == IllegalStateException.class
					|| Causes.find(exception, FileSystemException.class) != null;
			return ours ? Problem.of(500)
					: Problem.of(400, "MALFORMED_BODY").withWording(Wording.of("MALFORMED_BODY.multipart"));
		}

	}

	/**
	 * Finds a broken limit among the causes of other exceptions, because code that reads
	 * a body wraps what the reading throws. It also says with every 413 that the
	 * connection closes, because the rest of the body is not read (RFC 9112, section
	 * 9.3).
	 */
	public static final class Refinement implements ProblemRefinement {

		private static final int STATUS = 413;

		@Override
		public Stage stage() {
			return Stage.PAYLOAD;
		}

		@Override
		public List<Problem> answers() {
			return List.of(Problem.of(STATUS));
		}

		@Override
		public Problem refine(Problem problem, @Nullable Throwable exception, ProblemRequest request,
				ProblemAnswer.Fields fields) {
			boolean limitBroken = problem.status() != STATUS && Causes.find(exception, TooLargeException.class) != null;
			Problem refined = limitBroken ? Problem.of(STATUS) : problem;
			if (refined.status() == STATUS && request.isHttp1()) {
				fields.set("Connection", List.of("close"));
			}
			return refined;
		}

	}

}
