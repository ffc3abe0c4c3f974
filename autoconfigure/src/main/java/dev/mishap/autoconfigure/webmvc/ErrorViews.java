package dev.mishap.autoconfigure.webmvc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.mishap.ErrorPageSource;
import dev.mishap.Problem;
import dev.mishap.ProblemBody;
import dev.mishap.ProblemContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * Error views of the application, by Boot's own convention ({@code error/404},
 * {@code error/5xx}). The model has the members of the problem.
 */
final class ErrorViews implements ErrorPageSource {

	private final Supplier<List<ErrorViewResolver>> resolvers;

	private final Supplier<List<ViewResolver>> views;

	ErrorViews(Supplier<List<ErrorViewResolver>> resolvers, Supplier<List<ViewResolver>> views) {
		this.resolvers = resolvers;
		this.views = views;
	}

	@Override
	public @Nullable ProblemBody page(Problem problem, ProblemContext context) throws Exception {
		HttpServletRequest request = context.request().unwrap(HttpServletRequest.class);
		HttpServletResponse response = context.request().unwrap(HttpServletResponse.class);
		HttpStatus status = HttpStatus.resolve(problem.status());
		if (request == null || response == null || status == null) {
			return null;
		}
		Map<String, Object> model = model(problem, context);
		for (ErrorViewResolver resolver : this.resolvers.get()) {
			ModelAndView found = resolver.resolveErrorView(request, status, model);
			View view = (found != null) ? view(found, context) : null;
			if (found != null && view != null) {
				BufferedResponse buffer = new BufferedResponse(response);
				view.render(found.getModel(), request, buffer);
				String type = (buffer.type != null) ? buffer.type : view.getContentType();
				return new ProblemBody((type != null) ? type : "text/html;charset=UTF-8", buffer.content());
			}
		}
		return null;
	}

	private static Map<String, Object> model(Problem problem, ProblemContext context) {
		Map<String, Object> model = new LinkedHashMap<>(problem.extensions());
		model.put("status", problem.status());
		model.put("error", String.valueOf(problem.title()));
		model.put("title", String.valueOf(problem.title()));
		model.put("detail", String.valueOf(problem.detail()));
		model.put("code", problem.code());
		model.put("request_id", context.requestId());
		model.put("errors", problem.violations());
		return model;
	}

	private @Nullable View view(ModelAndView found, ProblemContext context) throws Exception {
		if (found.getView() != null) {
			return found.getView();
		}
		String name = found.getViewName();
		if (name != null) {
			for (ViewResolver resolver : this.views.get()) {
				View view = resolver.resolveViewName(name, context.locale());
				if (view != null) {
					return view;
				}
			}
		}
		return null;
	}

	/** Keeps what a view writes, so that it is sent the same way as everything else. */
	private static final class BufferedResponse extends HttpServletResponseWrapper {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private Charset charset = StandardCharsets.UTF_8;

		private @Nullable PrintWriter writer;

		private @Nullable String type;

		BufferedResponse(HttpServletResponse response) {
			super(response);
		}

		byte[] content() {
			if (this.writer != null) {
				this.writer.flush();
			}
			return this.bytes.toByteArray();
		}

		@Override
		public void setContentType(@Nullable String type) {
			this.type = type;
		}

		@Override
		public @Nullable String getContentType() {
			return this.type;
		}

		@Override
		public void setCharacterEncoding(@Nullable String charset) {
			if (charset != null) {
				this.charset = Charset.forName(charset);
			}
		}

		@Override
		public String getCharacterEncoding() {
			return this.charset.name();
		}

		@Override
		public void setContentLength(int length) {
		}

		@Override
		public void setContentLengthLong(long length) {
		}

		@Override
		public PrintWriter getWriter() {
			if (this.writer == null) {
				this.writer = new PrintWriter(new OutputStreamWriter(this.bytes, this.charset));
			}
			return this.writer;
		}

		@Override
		public ServletOutputStream getOutputStream() {
			return new ServletOutputStream() {

				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setWriteListener(WriteListener listener) {
					throw new UnsupportedOperationException();
				}

				@Override
				public void write(int b) {
					BufferedResponse.this.bytes.write(b);
				}

				@Override
				public void write(byte[] content, int offset, int length) {
					BufferedResponse.this.bytes.write(content, offset, length);
				}

			};
		}

		@Override
		public void flushBuffer() throws IOException {
		}

		@Override
		public boolean isCommitted() {
			return false;
		}

	}

}
