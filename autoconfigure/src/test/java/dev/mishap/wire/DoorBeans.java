package dev.mishap.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.slf4j.MDC;
import reactor.core.publisher.Flux;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What the failing application needs beyond, to fail at every door of a container. */
@Configuration(proxyBeanMethods = false)
@Import(DoorBeans.Doors.class)
class DoorBeans {

	/** As Micrometer calls it in the MDC. */
	static final String TRACE_ID = "traceId";

	static final String SECRET = FailingBeans.SECRET;

	/**
	 * Milliseconds. Jetty loses a time-out that comes before it has noted its timer,
	 * which happens with much shorter ones on a busy machine.
	 */
	private static final long SHORT_WAIT = 800;

	/** Does what a bridge to a tracer does. */
	@Bean
	ObservationHandler<Observation.Context> traces() {
		return new ObservationHandler<>() {

			@Override
			public boolean supportsContext(Observation.Context context) {
				return context instanceof ServerRequestObservationContext;
			}

			@Override
			public void onStart(Observation.Context context) {
				context.put("trace", UUID.randomUUID().toString());
			}

			@Override
			public void onScopeOpened(Observation.Context context) {
				MDC.put(TRACE_ID, context.getRequired("trace"));
			}

			@Override
			public void onScopeClosed(Observation.Context context) {
				MDC.remove(TRACE_ID);
			}

		};
	}

	@Bean
	FilterRegistrationBean<Filter> doorFilter() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new DoorFilter());
		registration.setOrder(1);
		registration.setAsyncSupported(true);
		return registration;
	}

	@Bean
	ServletRegistrationBean<HttpServlet> doorServlet() {
		return new ServletRegistrationBean<>(new DoorServlet(), "/servlet/*");
	}

	@Bean
	ServletRegistrationBean<HttpServlet> unavailableServlet() {
		return new ServletRegistrationBean<>(new UnavailableServlet(), "/unavailable/*");
	}

	@Bean
	WebMvcConfigurer doorInterceptor() {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new DoorInterceptor());
			}

		};
	}

	@RestController
	@RequestMapping("/door")
	static class Doors {

		@GetMapping("/forward")
		void forward(HttpServletRequest request, HttpServletResponse response) throws Exception {
			request.getRequestDispatcher("/open/throws").forward(request, response);
		}

		@GetMapping("/io")
		String io(@RequestParam String thrown) throws Exception {
			throw switch (thrown) {
				case "eof" -> new EOFException(SECRET);
				case "wrapped-eof" -> new IllegalStateException(new EOFException());
				case "broken-pipe" -> new IOException("Broken pipe");
				case "wrapped-broken-pipe" -> new UncheckedIOException(new IOException("Broken pipe"));
				default -> new IOException("Connection reset by peer");
			};
		}

		@GetMapping("/unavailable")
		String unavailable(@RequestParam(defaultValue = "0") int seconds) throws ServletException {
			throw unavailableFor(seconds);
		}

		@PostMapping("/read")
		Map<String, Object> read(@RequestBody Map<String, Object> body) {
			return body;
		}

		@PostMapping("/upload")
		String upload(@RequestParam MultipartFile file) {
			return file.getName();
		}

		@RequestMapping(path = "/form", method = { RequestMethod.POST, RequestMethod.PUT })
		String form(@RequestParam String name) {
			return name;
		}

		@GetMapping(path = "/csv", produces = "text/csv")
		String csv() {
			throw new IllegalStateException(SECRET);
		}

		@GetMapping("/sse")
		SseEmitter sse(@RequestParam int events) {
			SseEmitter emitter = new SseEmitter();
			new Thread(() -> {
				try {
					for (int i = 0; i < events; i++) {
						emitter.send("event " + i);
					}
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
				emitter.completeWithError(new IllegalStateException(SECRET));
			}).start();
			return emitter;
		}

		@GetMapping(path = "/flux", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<Object> flux(@RequestParam String first) {
			List<Object> circle = new ArrayList<>();
			circle.add(circle);
			IllegalStateException failure = new IllegalStateException(SECRET);
			return switch (first) {
				case "unwritable" -> Flux.just(circle);
				case "unwritable-late" -> Flux.just((Object) circle).delayElements(Duration.ofMillis(1));
				case "fails" -> Flux.error(failure);
				default -> Flux.<Object>error(failure).delaySubscription(Duration.ofMillis(1));
			};
		}

		@GetMapping("/chunks")
		void chunks(HttpServletResponse response, @RequestParam(defaultValue = "stream") String how)
				throws IOException {
			response.setContentType("text/plain");
			if (how.equals("writer")) {
				response.getWriter().write("half");
			}
			else {
				response.getOutputStream().write("half".getBytes());
			}
			response.flushBuffer();
			throw how.equals("rse") ? new ResponseStatusException(HttpStatus.CONFLICT)
					: new IllegalStateException(SECRET);
		}

		@GetMapping("/sized")
		void sized(HttpServletResponse response) throws IOException {
			response.setContentType("text/plain");
			response.setContentLength(100);
			response.getOutputStream().write("half".getBytes());
			response.flushBuffer();
			throw new IllegalStateException(SECRET);
		}

		@GetMapping("/async-chunks")
		Callable<String> asyncChunks(HttpServletResponse response) {
			return () -> {
				response.setContentType("text/plain");
				response.getOutputStream().write("half".getBytes());
				response.flushBuffer();
				throw new IllegalStateException(SECRET);
			};
		}

		@GetMapping("/json-fails-late")
		List<Object> jsonFailsLate() {
			return List.of("x".repeat(200_000), new Object() {

				@SuppressWarnings("unused")
				public String getValue() {
					throw new IllegalStateException(SECRET);
				}

			});
		}

		/** As protocols do that keep a response open; none ends it after a failure. */
		@GetMapping("/big-own-async")
		void bigOwnAsync(HttpServletRequest request, HttpServletResponse response) {
			Thread container = Thread.currentThread();
			request.startAsync();
			new Thread(() -> {
				awaitReturn(container);
				byte[] block = new byte[64 * 1024];
				try {
					for (int i = 0; i < 800; i++) {
						response.getOutputStream().write(block);
						response.flushBuffer();
					}
				}
				catch (IOException ignored) {
					// the container tells the listeners
				}
			}).start();
		}

		@GetMapping("/big")
		StreamingResponseBody big() {
			Thread container = Thread.currentThread();
			return (out) -> {
				awaitReturn(container);
				byte[] block = new byte[64 * 1024];
				for (int i = 0; i < 800; i++) {
					out.write(block);
				}
			};
		}

		@GetMapping("/big-plain")
		void bigPlain(HttpServletResponse response) throws IOException {
			response.setContentType("application/octet-stream");
			byte[] block = new byte[64 * 1024];
			for (int i = 0; i < 800; i++) {
				response.getOutputStream().write(block);
			}
		}

		@GetMapping("/late-error")
		DeferredResult<String> lateError() {
			DeferredResult<String> result = new DeferredResult<>();
			new Thread(() -> result.setErrorResult(new IllegalStateException(SECRET))).start();
			return result;
		}

		@GetMapping("/busy-timeout")
		WebAsyncTask<String> busyTimeout() {
			return new WebAsyncTask<>(SHORT_WAIT, () -> {
				Thread.sleep(60_000);
				return "late";
			});
		}

		@GetMapping("/wrapped-interruption")
		WebAsyncTask<String> wrappedInterruption() {
			return new WebAsyncTask<>(SHORT_WAIT, () -> {
				try {
					Thread.sleep(60_000);
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
				return "late";
			});
		}

		@GetMapping("/own-problem")
		ResponseEntity<byte[]> ownProblem() {
			return ResponseEntity.status(418)
				.header("X-Own", "1")
				.header("Cache-Control", "max-age=60")
				.contentType(MediaType.parseMediaType("application/problem+json"))
				.body("{\"own\":true}".getBytes());
		}

		@GetMapping("/own-stream")
		void ownStream(HttpServletResponse response) throws IOException {
			response.setStatus(422);
			response.setContentType("text/plain");
			response.getOutputStream().print("mine");
		}

		@GetMapping("/empty-status")
		void emptyStatus(HttpServletResponse response, @RequestParam int status) {
			response.setStatus(status);
		}

		@GetMapping("/flushed-status")
		void flushedStatus(HttpServletResponse response) throws IOException {
			response.setStatus(403);
			response.flushBuffer();
		}

	}

	/**
	 * Waits until the container's thread has left the request. A write that fails before
	 * makes Tomcat forget the request for good (docs/containers.md).
	 */
	private static void awaitReturn(Thread container) {
		while (Stream.of(container.getStackTrace())
			.map(StackTraceElement::getClassName)
			.anyMatch(
					(name) -> name.startsWith("org.apache.coyote.") || name.startsWith("org.eclipse.jetty.server."))) {
			Thread.yield();
		}
	}

	static UnavailableException unavailableFor(int seconds) {
		return (seconds > 0) ? new UnavailableException(SECRET, seconds) : new UnavailableException(SECRET);
	}

	/** Fails before the handler. */
	static final class DoorInterceptor implements HandlerInterceptor {

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
				throws Exception {
			if (request.getHeader("X-Fail-In-Interceptor") != null) {
				throw unavailableFor(request.getIntHeader("X-Fail-In-Interceptor"));
			}
			return true;
		}

	}

	/** Fails where the target says so. */
	static final class DoorFilter implements Filter {

		@Override
		public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
				throws IOException, ServletException {
			HttpServletRequest request = (HttpServletRequest) servletRequest;
			HttpServletResponse response = (HttpServletResponse) servletResponse;
			switch (request.getRequestURI()) {
				case "/door/filter/unavailable" ->
					throw unavailableFor(Integer.parseInt(request.getParameter("seconds")));
				case "/door/filter/eof" -> throw new EOFException(SECRET);
				case "/door/filter/error" -> throw new StackOverflowError(SECRET);
				case "/door/filter/half" -> {
					response.setContentType("text/plain;charset=ISO-8859-1");
					response.setHeader("ETag", "\"1\"");
					response.getWriter().write("half");
					throw new IllegalStateException(SECRET);
				}
				case "/door/filter/half-refused" -> {
					response.setContentType("text/plain");
					response.getOutputStream().print("half");
					response.sendError(409, "Already there.");
				}
				case "/door/filter/after-refusal" -> {
					response.sendError(409);
					response.getWriter().write("more");
					response.setStatus(200);
					response.flushBuffer();
				}
				case "/door/filter/refused-then-thrown" -> {
					response.sendError(409);
					throw new IllegalStateException(SECRET);
				}
				case "/door/filter/chunks" -> {
					response.setContentType("application/json");
					response.getOutputStream().print("{\"a\":");
					response.flushBuffer();
					throw new IllegalStateException(SECRET);
				}
				case "/door/filter/cors" -> {
					response.setHeader("Access-Control-Allow-Origin", "https://example.org");
					response.addCookie(new jakarta.servlet.http.Cookie("kept", "1"));
					response.sendError(403);
				}
				case "/door/filter/own-answer" -> {
					request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException(SECRET));
					response.setStatus(409);
					response.getOutputStream().print("mine");
				}
				case "/door/filter/own-status" -> {
					request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException(SECRET));
					response.setStatus(409);
				}
				case "/door/filter/full-disk" -> chain.doFilter(request, new FullDiskResponse(response));
				case "/door/filter/large-header" -> {
					response.setHeader("X-Large", "a".repeat(20_000));
					throw new IllegalStateException(SECRET);
				}
				default -> chain.doFilter(request, response);
			}
		}

	}

	/** Keeps what is written in a file, for which there is no room. */
	static final class FullDiskResponse extends HttpServletResponseWrapper {

		FullDiskResponse(HttpServletResponse response) {
			super(response);
		}

		@Override
		public ServletOutputStream getOutputStream() throws IOException {
			throw new IOException("No space left on device: " + SECRET);
		}

	}

	/** Becomes unavailable with the first request. */
	static final class UnavailableServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException {
			throw unavailableFor(30);
		}

	}

	/** Fails without any Spring around it. */
	static final class DoorServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response)
				throws ServletException, IOException {
			switch (String.valueOf(request.getPathInfo())) {
				case "/throws" -> throw new ServletException(new IllegalStateException(SECRET));
				case "/send-error" -> response.sendError(410);
				case "/async-timeout" -> {
					AsyncContext async = request.startAsync();
					async.setTimeout(SHORT_WAIT);
				}
				case "/async-refused", "/async-refused-by-wrapper" -> {
					AsyncContext async = request.getPathInfo().endsWith("wrapper")
							? request.startAsync(request, response) : request.startAsync();
					async.start(() -> {
						try {
							((HttpServletResponse) async.getResponse()).sendError(409);
						}
						catch (IOException ex) {
							throw new UncheckedIOException(ex);
						}
						async.complete();
					});
				}
				default -> response.getWriter().write("ok");
			}
		}

	}

}
