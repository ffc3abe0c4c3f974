package dev.mishap.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * An application that has code of its own wherever the library meets some: an entry point
 * that writes, filters, origins, metrics, a path for the dispatcher servlet.
 */
@Configuration(proxyBeanMethods = false)
@Import(SurroundingBeans.Handlers.class)
class SurroundingBeans {

	@Bean
	WritingEntryPoint writingEntryPoint() {
		return new WritingEntryPoint();
	}

	@Bean
	@Order(1)
	SecurityFilterChain ownEntryPoint(HttpSecurity http, WritingEntryPoint entryPoint) throws Exception {
		return http.securityMatcher("/own/**")
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/own/open/**").permitAll().anyRequest().authenticated())
			.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(entryPoint))
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain basic(HttpSecurity http) throws Exception {
		return http.securityMatcher("/basic/**").httpBasic((basic) -> basic.realmName("one")).build();
	}

	@Bean
	@Order(3)
	SecurityFilterChain everythingElse(HttpSecurity http) throws Exception {
		return http.httpBasic((basic) -> basic.realmName("two"))
			.csrf((csrf) -> csrf.disable())
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

	@Bean
	WebMvcConfigurer origins() {
		return new WebMvcConfigurer() {

			@Override
			public void addCorsMappings(CorsRegistry registry) {
				registry.addMapping("/cors/**").allowedOrigins("https://a.example");
			}

		};
	}

	@Bean
	RouterFunction<ServerResponse> route() {
		return RouterFunctions.route().GET("/functional", (request) -> ServerResponse.ok().body("fine")).build();
	}

	/** Fails and refuses inside of Security and of the observation. */
	@Bean
	FilterRegistrationBean<FailingFilter> failingFilter() {
		FilterRegistrationBean<FailingFilter> filter = new FilterRegistrationBean<>(new FailingFilter());
		filter.addUrlPatterns("/api/failing/*", "/api/cors/*", "/api/basic/*");
		filter.setAsyncSupported(true);
		return filter;
	}

	@Bean
	ServletRegistrationBean<CyclingServlet> cyclingServlet() {
		return new ServletRegistrationBean<>(new CyclingServlet(), "/cycles/*");
	}

	/** Half an answer, then a failure. */
	static final class Broken extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	/** Something that is not there. */
	@ResponseStatus(HttpStatus.NOT_FOUND)
	static final class NotThere extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	/** An entry point of the commonest kind: it writes JSON of its own. */
	static final class WritingEntryPoint implements AuthenticationEntryPoint {

		private final AtomicInteger calls = new AtomicInteger();

		int calls() {
			return this.calls.get();
		}

		@Override
		public void commence(HttpServletRequest request, HttpServletResponse response,
				AuthenticationException exception) throws IOException {
			this.calls.incrementAndGet();
			response.addCookie(new Cookie("hint", "1"));
			response.setStatus(401);
			response.setContentType("application/json");
			String how = request.getParameter("how");
			switch ((how != null) ? how : "") {
				case "mapper" ->
					JsonMapper.builder().build().writeValue(response.getOutputStream(), Map.of("error", "own words"));
				case "stream" ->
					response.getOutputStream().write("{\"error\":\"own words\"}".getBytes(StandardCharsets.UTF_8));
				case "flush" -> {
					response.getWriter().write("{\"error\":\"own words\"}");
					response.flushBuffer();
				}
				case "refusal" -> response.sendError(401);
				case "redirect" -> response.sendRedirect("/login");
				default -> response.getWriter().write("{\"error\":\"own words\"}");
			}
		}

	}

	/** Does before any handler what the query says. */
	static final class FailingFilter implements Filter {

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			HttpServletResponse answer = (HttpServletResponse) response;
			switch (String.valueOf(request.getParameter("fails"))) {
				case "thrown" -> throw new NotThere();
				case "refused" -> answer.sendError(409);
				case "refused-401" -> answer.sendError(401);
				case "refused-later" -> later(request, 409);
				case "refused-401-later" -> later(request, 401);
				default -> chain.doFilter(request, response);
			}
		}

		private static void later(ServletRequest request, int status) {
			AsyncContext context = request.startAsync();
			context.start(() -> {
				try {
					((HttpServletResponse) context.getResponse()).sendError(status);
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
				finally {
					context.complete();
				}
			});
		}

	}

	/** Dispatches to itself again and again, and counts what is around the response. */
	static final class CyclingServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		private static final int CYCLES = 20;

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			int cycle = (request.getAttribute("cycle") instanceof Integer number) ? number : 0;
			if (cycle < CYCLES) {
				request.setAttribute("cycle", cycle + 1);
				request.startAsync(request, response).dispatch();
				return;
			}
			int wrappers = 0;
			for (ServletResponse one = response; one instanceof HttpServletResponseWrapper wrapper; one = wrapper
				.getResponse()) {
				wrappers += one.getClass().getName().startsWith("dev.mishap.") ? 1 : 0;
			}
			response.getWriter().print(request.getDispatcherType() == DispatcherType.ASYNC ? wrappers : -1);
		}

	}

	/** Handlers, below the path of the dispatcher servlet. */
	@Controller
	static class Handlers {

		@GetMapping("/own/open/unauthorized")
		void unauthorized() {
			throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
		}

		@GetMapping("/own/closed")
		@ResponseBody
		String closed() {
			return "closed";
		}

		@RequestMapping(path = "/refuses/method", method = { RequestMethod.GET, RequestMethod.POST })
		void refusesMethod(HttpServletResponse response) throws IOException {
			response.sendError(405);
		}

		@GetMapping("/outer")
		void outer(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
			request.getRequestDispatcher("/api/inner/" + request.getParameter("to")).forward(request, response);
		}

		@GetMapping("/inner/throws")
		void innerFails() {
			throw new NotThere();
		}

		@GetMapping("/inner/refuses")
		void innerRefuses(HttpServletResponse response) throws IOException {
			response.sendError(404);
		}

		@GetMapping("/half")
		void half(HttpServletResponse response) throws IOException {
			response.setContentType("text/csv");
			response.getWriter().print("a,b\n");
			response.flushBuffer();
			throw new Broken();
		}

	}

}
