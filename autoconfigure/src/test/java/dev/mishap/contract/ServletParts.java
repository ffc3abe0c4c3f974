package dev.mishap.contract;

import java.io.IOException;
import java.util.List;

import dev.mishap.validation.ServletInput;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** What the application needs other types for on Spring MVC than on WebFlux. */
@Configuration(proxyBeanMethods = false)
@Import({ ServletParts.Controller.class, ServletInput.class })
class ServletParts implements WebMvcConfigurer {

	private final ObjectProvider<ErrorResponse.Interceptor> interceptors;

	ServletParts(ObjectProvider<ErrorResponse.Interceptor> interceptors) {
		this.interceptors = interceptors;
	}

	@Override
	public void addErrorResponseInterceptors(List<ErrorResponse.Interceptor> interceptors) {
		interceptors.addAll(this.interceptors.orderedStream().toList());
	}

	@Bean
	RouterFunction<ServerResponse> functions() {
		return RouterFunctions.route()
			.GET("/function", (request) -> ServerResponse.ok().body("x"))
			.POST("/function", (request) -> ServerResponse.ok().body("x"))
			.build();
	}

	@Bean
	FilterRegistrationBean<Filter> failingFilter() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
			HttpServletResponse answer = (HttpServletResponse) response;
			switch (((HttpServletRequest) request).getRequestURI()) {
				case "/filter/throws" -> throw new IllegalStateException("s3cr3t");
				case "/filter/rse" -> throw new ResponseStatusException(HttpStatus.CONFLICT);
				case "/filter/status" -> answer.setStatus(429);
				default -> chain.doFilter(request, response);
			}
		});
		registration.setOrder(0);
		return registration;
	}

	@RestController
	static class Controller {

		/**
		 * In milliseconds. Jetty 12.1.14 loses a time-out, and the request with it, where
		 * the thread that sets it is held up for as long as it lasts.
		 */
		private static final long TIMEOUT = 500;

		@GetMapping("/thrown-405")
		String thrown() throws HttpRequestMethodNotSupportedException {
			throw new HttpRequestMethodNotSupportedException("GET");
		}

		@GetMapping("/state-then-thrown/{status}")
		void stateThenThrown(@PathVariable int status, HttpServletResponse response) {
			response.setHeader("ETag", "\"7\"");
			response.setHeader("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT");
			throw new ResponseStatusException(HttpStatus.valueOf(status));
		}

		@PostMapping("/routing-upload")
		String upload(@RequestParam MultipartFile file) {
			return "x";
		}

		@GetMapping("/forward")
		ModelAndView forward() {
			return new ModelAndView("forward:/no-such-page");
		}

		@GetMapping("/send-error/{status}")
		void sendError(@PathVariable int status, @RequestParam(required = false) String reason,
				HttpServletResponse response) throws IOException {
			response.sendError(status, reason);
		}

		@GetMapping("/flushed-status")
		void flushedStatus(HttpServletResponse response) throws IOException {
			response.setStatus(403);
			response.flushBuffer();
		}

		@GetMapping("/wrapped-on-servlets/{wrapper}")
		void wrapped(@PathVariable String wrapper) throws ServletException {
			if (wrapper.equals("media-type")) {
				throw new IllegalStateException(new HttpMediaTypeNotSupportedException("text/plain"));
			}
			throw new ServletException(
					new java.util.concurrent.CompletionException(new ThrownStatusContract.OutOfStockException()));
		}

		@GetMapping("/async-task")
		WebAsyncTask<String> asyncTask() {
			return new WebAsyncTask<>(TIMEOUT, () -> {
				Thread.sleep(60_000);
				return "late";
			});
		}

		@GetMapping("/deferred")
		DeferredResult<String> deferred() {
			return new DeferredResult<>(TIMEOUT);
		}

	}

}
