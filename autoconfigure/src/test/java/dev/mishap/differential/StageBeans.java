package dev.mishap.differential;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The application in which scripts run: places for them, and what they dispatch to. */
@Configuration(proxyBeanMethods = false)
@Import({ StageBeans.Targets.class, StageBeans.Scripted.class })
class StageBeans {

	@Bean
	ServletRegistrationBean<ScriptServlet> scriptServlet() {
		ServletRegistrationBean<ScriptServlet> servlet = new ServletRegistrationBean<>(new ScriptServlet(),
				"/servlet/*", "/zipped/servlet/*", "/buffered/servlet/*");
		servlet.setAsyncSupported(true);
		return servlet;
	}

	@Bean
	ServletRegistrationBean<PlainServlet> plainServlet() {
		ServletRegistrationBean<PlainServlet> servlet = new ServletRegistrationBean<>(new PlainServlet(), "/plain/*");
		servlet.setAsyncSupported(true);
		return servlet;
	}

	@Bean
	FilterRegistrationBean<Filter> scriptFilter() {
		return filter(
				(request, response, chain) -> perform((HttpServletRequest) request, (HttpServletResponse) response),
				"/filter/*");
	}

	@Bean
	FilterRegistrationBean<Filter> zippingFilter() {
		return filter(new ZippingFilter(), "/zipped/*");
	}

	@Bean
	FilterRegistrationBean<Filter> bufferingFilter() {
		return filter(new BufferingFilter(), "/buffered/*");
	}

	private static FilterRegistrationBean<Filter> filter(Filter filter, String pattern) {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
		registration.addUrlPatterns(pattern);
		registration.setAsyncSupported(true);
		registration.setOrder(0);
		return registration;
	}

	private static void perform(HttpServletRequest request, HttpServletResponse response)
			throws IOException, jakarta.servlet.ServletException {
		try {
			Run.of(request).perform(request, response);
		}
		catch (IOException | jakarta.servlet.ServletException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new jakarta.servlet.ServletException(ex);
		}
	}

	/** The place of scripts that are servlets. */
	static final class ScriptServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response)
				throws IOException, jakarta.servlet.ServletException {
			perform(request, response);
		}

	}

	/** What scripts dispatch to outside of MVC. */
	static final class PlainServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			switch (request.getHttpServletMapping().getMatchValue()) {
				case "ok" -> response.getWriter().print("plain");
				case "refuses" -> response.sendError(409, "Plain says no.");
				case "throws" -> throw new IllegalStateException("s3cr3t");
				case "gone" -> response.setStatus(404);
				case "redirects" -> response.sendRedirect("/elsewhere");
				case "flushes" -> {
					response.getWriter().print("half");
					response.flushBuffer();
					throw new IllegalStateException("s3cr3t");
				}
				default -> {
				}
			}
		}

	}

	/** The place of scripts that are controllers. */
	@Controller
	static class Scripted {

		@RequestMapping({ "/controller/{script}", "/zipped/controller/{script}", "/buffered/controller/{script}" })
		void perform(HttpServletRequest request, HttpServletResponse response) throws Exception {
			Run.of(request).perform(request, response);
		}

	}

	/** What scripts dispatch to, or visit. */
	@Controller
	static class Targets {

		@RequestMapping("/target/ok")
		@ResponseBody
		String ok() {
			return "target";
		}

		@RequestMapping("/target/refuses")
		void refuses(HttpServletResponse response) throws IOException {
			response.sendError(409, "Target says no.");
		}

		@RequestMapping("/target/throws")
		void fails() {
			throw new IllegalStateException("s3cr3t");
		}

		@RequestMapping("/target/conflict")
		void conflict() {
			throw new ResponseStatusException(HttpStatus.CONFLICT);
		}

		@RequestMapping("/target/gone")
		ResponseEntity<Void> gone() {
			return ResponseEntity.notFound().header("X-Own", "1").build();
		}

		@RequestMapping("/target/own-words")
		ResponseEntity<String> ownWords() {
			return ResponseEntity.unprocessableContent().body("own words");
		}

		@RequestMapping("/target/own-problem")
		ProblemDetail ownProblem() {
			return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Own words.");
		}

		@RequestMapping("/target/status")
		@ResponseStatus(HttpStatus.GONE)
		void status() {
		}

		@RequestMapping("/target/reason")
		@ResponseStatus(code = HttpStatus.GONE, reason = "Gone for good.")
		void reason() {
		}

		@RequestMapping("/target/parameter")
		@ResponseBody
		String parameter(@RequestParam int number) {
			return "number " + number;
		}

		@RequestMapping("/target/flushes")
		void flushes(HttpServletResponse response) throws IOException {
			response.getWriter().print("half");
			response.flushBuffer();
			throw new IllegalStateException("s3cr3t");
		}

		@RequestMapping("/target/half")
		void half(HttpServletResponse response) throws IOException {
			response.setContentType("text/csv");
			response.setHeader("Content-Disposition", "attachment");
			response.setHeader("X-Own", "1");
			response.getWriter().print("a,b");
			throw new IllegalStateException("s3cr3t");
		}

		@RequestMapping("/view/forward/{to}")
		ModelAndView forward(@org.springframework.web.bind.annotation.PathVariable String to) {
			return new ModelAndView("forward:/target/" + to);
		}

		@RequestMapping("/view/redirect")
		String redirect() {
			return "redirect:/elsewhere";
		}

		@RequestMapping("/view/nowhere")
		String noView() {
			return "no-such-view";
		}

		@RequestMapping("/async/callable")
		@ResponseBody
		Callable<String> callable() {
			return () -> "called";
		}

		@RequestMapping("/async/callable-throws")
		@ResponseBody
		Callable<String> callableThrows() {
			return () -> {
				throw new IllegalStateException("s3cr3t");
			};
		}

		@RequestMapping("/async/callable-refuses")
		@ResponseBody
		Callable<String> callableRefuses(HttpServletResponse response) {
			return () -> {
				response.sendError(409, "Called in vain.");
				return null;
			};
		}

		@RequestMapping("/async/callable-gone")
		Callable<ResponseEntity<String>> callableGone() {
			return () -> ResponseEntity.notFound().build();
		}

		@RequestMapping("/async/future-fails")
		@ResponseBody
		CompletableFuture<String> futureFails() {
			return CompletableFuture.failedFuture(new ResponseStatusException(HttpStatus.CONFLICT));
		}

		@RequestMapping("/async/deferred-timeout")
		@ResponseBody
		DeferredResult<String> deferredTimeout() {
			return new DeferredResult<>(300L);
		}

		@RequestMapping("/async/deferred-error")
		@ResponseBody
		DeferredResult<String> deferredError() {
			DeferredResult<String> result = new DeferredResult<>();
			result.setErrorResult(new IllegalStateException("s3cr3t"));
			return result;
		}

		@RequestMapping("/async/stream")
		StreamingResponseBody stream() {
			return (out) -> out.write(new byte[] { 'o', 'k' });
		}

		@RequestMapping("/async/stream-throws")
		StreamingResponseBody streamThrows() {
			return (out) -> {
				throw new IllegalStateException("s3cr3t");
			};
		}

		@RequestMapping("/async/stream-breaks")
		StreamingResponseBody streamBreaks() {
			return (out) -> {
				out.write(new byte[] { 'h', 'a', 'l', 'f' });
				out.flush();
				throw new IllegalStateException("s3cr3t");
			};
		}

		@RequestMapping("/async/emitter")
		ResponseBodyEmitter emitter() throws IOException {
			ResponseBodyEmitter emitter = new ResponseBodyEmitter();
			emitter.send("one");
			emitter.complete();
			return emitter;
		}

		@RequestMapping("/async/emitter-fails-first")
		ResponseBodyEmitter emitterFailsFirst() {
			ResponseBodyEmitter emitter = new ResponseBodyEmitter();
			emitter.completeWithError(new IllegalStateException("s3cr3t"));
			return emitter;
		}

		@RequestMapping("/async/emitter-cannot-write")
		ResponseBodyEmitter emitterCannotWrite() throws IOException {
			ResponseBodyEmitter emitter = new ResponseBodyEmitter(1500L);
			emitter.send(Map.of("self", new Endless()));
			return emitter;
		}

		@RequestMapping("/async/sse")
		SseEmitter events() throws IOException {
			SseEmitter emitter = new SseEmitter();
			emitter.send("one");
			emitter.complete();
			return emitter;
		}

		@RequestMapping("/async/sse-timeout")
		SseEmitter eventsTimeOut() throws IOException {
			SseEmitter emitter = new SseEmitter(300L);
			emitter.send("one");
			return emitter;
		}

	}

	/** What no converter can write. */
	static final class Endless {

		public Endless getSelf() {
			return this;
		}

	}

}
