package dev.mishap.wire;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Parts of an application that fails in every way there is. The same controller stands
 * below {@code /open} and {@code /closed}, so that a test with Security can protect one
 * of them.
 */
@Configuration(proxyBeanMethods = false)
@Import(FailingBeans.Failures.class)
public class FailingBeans {

	static final String SECRET = "jdbc:h2:mem:x;password=s3cr3t";

	@Bean
	FilterRegistrationBean<Filter> failingFilter() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new FailingFilter());
		registration.setOrder(0);
		return registration;
	}

	@Bean
	ServletRegistrationBean<HttpServlet> failingServlet() {
		return new ServletRegistrationBean<>(new FailingServlet(), "/open/servlet/*", "/closed/servlet/*");
	}

	/** Input of a prediction. */
	public record Input(@NotBlank String model, @Min(1) int count) {

	}

	@RestController
	@RequestMapping({ "/open", "/closed" })
	static class Failures {

		@GetMapping("/ok")
		String ok() {
			return "ok";
		}

		@GetMapping("/throws")
		String throwsUnknown() {
			throw new IllegalStateException(SECRET);
		}

		@GetMapping("/rse")
		String responseStatus(@RequestParam(defaultValue = "404") int status,
				@RequestParam(required = false) String reason) {
			throw new ResponseStatusException(org.springframework.http.HttpStatusCode.valueOf(status), reason);
		}

		@GetMapping("/callable")
		Callable<String> callable() {
			return () -> {
				throw new IllegalStateException(SECRET);
			};
		}

		@GetMapping("/future")
		CompletableFuture<String> future() {
			return CompletableFuture.failedFuture(new IllegalStateException(SECRET));
		}

		@GetMapping("/deferred")
		DeferredResult<String> deferred() {
			DeferredResult<String> result = new DeferredResult<>();
			result.setErrorResult(new IllegalStateException(SECRET));
			return result;
		}

		@GetMapping("/deferred-timeout")
		DeferredResult<String> deferredTimeout() {
			return new DeferredResult<>(800L);
		}

		@GetMapping("/callable-timeout")
		org.springframework.web.context.request.async.WebAsyncTask<String> callableTimeout() {
			return new org.springframework.web.context.request.async.WebAsyncTask<>(800L, () -> {
				Thread.sleep(60_000);
				return "late";
			});
		}

		@GetMapping("/stack-overflow")
		String stackOverflow() {
			return stackOverflow() + "x";
		}

		@GetMapping("/assertion")
		String assertion() {
			throw new AssertionError(SECRET);
		}

		@GetMapping("/message-throws")
		String messageThrows() {
			throw new IllegalStateException() {

				private static final long serialVersionUID = 1L;

				@Override
				public String getMessage() {
					throw new IllegalArgumentException(SECRET);
				}

			};
		}

		@GetMapping("/cyclic-cause")
		String cyclicCause() {
			IllegalStateException first = new IllegalStateException(SECRET);
			IllegalArgumentException second = new IllegalArgumentException(first);
			first.initCause(second);
			throw first;
		}

		@GetMapping("/huge-message")
		String hugeMessage() {
			throw new IllegalStateException("s3cr3t".repeat(350_000));
		}

		@GetMapping("/send-error")
		void sendError(HttpServletResponse response, @RequestParam(defaultValue = "410") int status,
				@RequestParam(required = false) String reason) throws IOException {
			response.sendError(status, reason);
		}

		@GetMapping("/bodiless")
		ResponseEntity<Void> bodiless() {
			return ResponseEntity.notFound().build();
		}

		@GetMapping("/own-body")
		ResponseEntity<String> ownBody() {
			return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
				.contentType(MediaType.TEXT_PLAIN)
				.header("Cache-Control", "max-age=60")
				.body("my own words");
		}

		@GetMapping("/numbers/{n}")
		int number(@PathVariable int n) {
			return n;
		}

		@PostMapping("/predict")
		String predict(@Valid @RequestBody Input input) {
			return input.model();
		}

		@GetMapping("/stream-before-commit")
		StreamingResponseBody streamBeforeCommit() {
			return (out) -> {
				out.write("half".getBytes());
				out.flush();
				throw new IllegalStateException(SECRET);
			};
		}

		@GetMapping("/stream-after-commit")
		StreamingResponseBody streamAfterCommit() {
			return (out) -> {
				out.write("x".repeat(20_000).getBytes());
				out.flush();
				throw new IllegalStateException(SECRET);
			};
		}

		@GetMapping("/overflown")
		void overflown(HttpServletResponse response) throws IOException {
			response.setContentType("text/plain");
			for (int i = 0; i < 10; i++) {
				response.getOutputStream().write("x".repeat(5_000).getBytes());
			}
			throw new IllegalStateException(SECRET);
		}

		@GetMapping("/flushed")
		void flushed(HttpServletResponse response, @RequestParam(defaultValue = "") String thrown) throws IOException {
			response.setContentType("application/json");
			response.getOutputStream().write("{\"a\":".getBytes());
			response.flushBuffer();
			if (thrown.equals("rse")) {
				throw new ResponseStatusException(HttpStatus.CONFLICT);
			}
			throw new IllegalStateException(SECRET);
		}

		@GetMapping("/half-csv")
		void halfCsv(HttpServletResponse response, @RequestParam(defaultValue = "stream") String how)
				throws IOException {
			response.setContentType("text/csv;charset=ISO-8859-1");
			response.setHeader("Content-Disposition", "attachment; filename=\"all.csv\"");
			response.setHeader("Content-Encoding", "gzip");
			response.setHeader("Content-Language", "fr");
			response.setHeader("Cache-Control", "public, max-age=600");
			response.setHeader("ETag", "\"1\"");
			response.setHeader("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT");
			response.setHeader("Expires", "Sun, 06 Nov 2044 08:49:37 GMT");
			response.setHeader("Accept-Ranges", "bytes");
			response.setHeader("Content-Range", "bytes 0-1/2");
			for (String name : List.of("Content-Digest", "Repr-Digest", "Digest", "Content-MD5", "Content-Location",
					"Content-Transfer-Encoding", "Surrogate-Control", "Location", "Trailer")) {
				response.setHeader(name, "x");
			}
			response.setHeader("X-Kept", "yes");
			if (how.equals("writer")) {
				response.getWriter().write("a,b\n1,");
			}
			else {
				response.getOutputStream().write("a,b\n1,".getBytes());
			}
			throw new IllegalStateException(SECRET);
		}

		@GetMapping("/json-fails-late")
		List<Object> jsonFailsLate() {
			return List.of("x".repeat(20_000), new Object() {

				@SuppressWarnings("unused")
				public String getValue() {
					throw new IllegalStateException(SECRET);
				}

			});
		}

		/** What proxies copy, and what no exception can decide. */
		@GetMapping("/fields")
		void fields(HttpServletResponse response) {
			response.addCookie(new Cookie("session", "1"));
			ErrorResponseException exception = new ErrorResponseException(HttpStatus.CONFLICT);
			HttpHeaders headers = exception.getHeaders();
			for (String name : List.of("Transfer-Encoding", "Connection", "Keep-Alive", "Proxy-Connection", "TE",
					"Trailer", "Upgrade", "Content-Encoding", "Content-Location", "Content-Disposition",
					"Content-Digest", "Repr-Digest", "ETag", "Last-Modified", "Expires", "Pragma", "Content-Range",
					"Location", "X-Request-Id")) {
				headers.set(name, "x");
			}
			headers.set("Content-Length", "3");
			headers.set("Content-Type", "text/csv");
			headers.set("Cache-Control", "public, max-age=600");
			headers.set("Vary", "X-Tenant");
			headers.set("Set-Cookie", "own=1");
			headers.set("X-Own", "yes");
			throw exception;
		}

		@GetMapping("/no-content")
		ResponseEntity<Void> noContent() {
			return ResponseEntity.noContent().build();
		}

		@GetMapping("/not-modified")
		ResponseEntity<Void> notModified() {
			return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag("\"1\"").build();
		}

	}

	/** Fails where the target says so. */
	static final class FailingFilter implements Filter {

		@Override
		public void doFilter(ServletRequest request, ServletResponse servletResponse, FilterChain chain)
				throws IOException, ServletException {
			String path = ((HttpServletRequest) request).getRequestURI();
			HttpServletResponse response = (HttpServletResponse) servletResponse;
			if (path.endsWith("/filter/throws")) {
				throw new IllegalStateException(SECRET);
			}
			if (path.endsWith("/filter/rse")) {
				throw new ResponseStatusException(HttpStatus.CONFLICT, "Already there.");
			}
			if (path.endsWith("/filter/send-error")) {
				response.setHeader("Retry-After", "7");
				response.sendError(429, "Slow down.");
				return;
			}
			if (path.endsWith("/filter/set-status")) {
				response.setStatus(418);
				return;
			}
			chain.doFilter(request, servletResponse);
			if (path.endsWith("/filter/fails-after-answer")) {
				throw new IllegalStateException(SECRET);
			}
		}

	}

	/** Fails without any Spring around it. */
	static final class FailingServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response)
				throws ServletException, IOException {
			throw new ServletException(new IllegalStateException(SECRET));
		}

	}

}
