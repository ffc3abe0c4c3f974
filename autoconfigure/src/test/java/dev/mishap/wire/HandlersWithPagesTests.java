package dev.mishap.wire;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

import dev.mishap.testing.Lean;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlers of exceptions that show a page: one that is put together of parts after its
 * beginning was sent, one that fails half-way, and the one for errors.
 */
class HandlersWithPagesTests {

	enum Server {

		TOMCAT("tomcat."), JETTY("jetty.");

		private final SingletonSupplier<ConfigurableApplicationContext> application;

		private final SingletonSupplier<ConfigurableApplicationContext> withErrorController;

		Server(String module) {
			this.application = SingletonSupplier.of(() -> start(module, Application.class));
			this.withErrorController = SingletonSupplier.of(() -> start(module, ErrorPages.class));
		}

		private static ConfigurableApplicationContext start(String module, Class<?> application) {
			return new SpringApplicationBuilder(application)
				.properties("server.port=0", "spring.main.banner-mode=off",
						Lean.with(List.of("dev.mishap.", module + "autoconfigure.servlet.")))
				.run();
		}

		Answer send(String target, String... fields) {
			return send(this.application, target, fields);
		}

		Answer sendToErrorPages(String target, String... fields) {
			return send(this.withErrorController, target, fields);
		}

		private static Answer send(Supplier<ConfigurableApplicationContext> application, String target,
				String... fields) {
			String port = application.get().getEnvironment().getRequiredProperty("local.server.port");
			return new RawHttp(Integer.parseInt(port)).send("GET", target, fields);
		}

	}

	@AfterAll
	static void stop() {
		for (Server server : Server.values()) {
			server.application.obtain().close();
			server.withErrorController.obtain().close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void partOfAPageIsIncludedAfterItsBeginningWasSent(Server server) {
		for (String how : List.of("unchecked", "io")) {
			Answer answer = server.send("/fails/page-" + how);
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.body()).isEqualTo("begin, part, end");
			assertThat(answer.whole()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource
	void partOfAnErrorPageIsIncludedAfterItsBeginningWasSent(Server server) {
		for (String target : List.of("/nowhere", "/fails/otherwise", "/refuses")) {
			Answer answer = server.sendToErrorPages(target, "Accept: text/html");
			assertThat(answer.status()).isGreaterThanOrEqualTo(404);
			assertThat(answer.body()).isEqualTo("begin, part, end");
			assertThat(answer.whole()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource
	void pageThatFailsHalfWayIsNotWhole(Server server) {
		Answer answer = server.send("/fails/half");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.body()).doesNotContain("request_id", "end");
		assertThat(answer.whole()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void exceptionThatIsSentToThePathOfErrorsIsAnswered(Server server) {
		ProblemAssert.assertThat(server.send("/fails/forward")).isProblem(500, "INTERNAL_ERROR");
		ProblemAssert.assertThat(server.send("/fails/forward-conflict")).isProblem(409, "CONFLICT");
		ProblemAssert.assertThat(server.send("/fails/forward-attribute")).isProblem(400, "BAD_REQUEST");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Handlers.class, Advice.class })
	static class Application {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Handlers.class, Page.class })
	static class ErrorPages {

	}

	@Controller
	static class Handlers {

		@GetMapping("/fails/{how}")
		void fails(@PathVariable String how) throws IOException {
			if ("page-io".equals(how)) {
				throw new IOException("secret");
			}
			throw new Failed(how);
		}

		@GetMapping("/refuses")
		void refuses(HttpServletResponse response) throws IOException {
			response.sendError(422);
		}

		@RequestMapping("/part")
		void part(HttpServletResponse response) throws IOException {
			response.getWriter().write(", part");
		}

	}

	@Controller
	static class Page implements ErrorController {

		@RequestMapping("${spring.web.error.path:${error.path:/error}}")
		void page(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
			render(false, request, response);
		}

	}

	@ControllerAdvice
	static class Advice {

		@ExceptionHandler(IOException.class)
		@ResponseStatus(HttpStatus.BAD_REQUEST)
		ModelAndView unread() {
			return new ModelAndView(page(false));
		}

		@ExceptionHandler
		ModelAndView failed(Failed failed, HttpServletRequest request) {
			return switch (failed.getMessage()) {
				case "page-unchecked" -> withStatus(page(false), HttpStatus.BAD_REQUEST);
				case "half" -> withStatus(page(true), HttpStatus.CONFLICT);
				case "forward-conflict" -> new ModelAndView("forward:/error", HttpStatus.CONFLICT);
				case "forward-attribute" -> {
					request.setAttribute("jakarta.servlet.error.status_code", 400);
					yield new ModelAndView("forward:/error");
				}
				default -> new ModelAndView("forward:/error");
			};
		}

		private static ModelAndView withStatus(View view, HttpStatus status) {
			ModelAndView page = new ModelAndView(view);
			page.setStatus(status);
			return page;
		}

		private static View page(boolean failing) {
			return (model, request, response) -> render(failing, request, response);
		}

	}

	private static void render(boolean failing, HttpServletRequest request, HttpServletResponse response)
			throws IOException, ServletException {
		response.setContentType("text/html");
		response.getWriter().write("begin");
		response.flushBuffer();
		request.getRequestDispatcher("/part").include(request, response);
		if (failing) {
			throw new IllegalStateException("secret");
		}
		response.getWriter().write(", end");
	}

	private static final class Failed extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private Failed(String how) {
			super(how);
		}

		@Override
		public String getMessage() {
			return String.valueOf(super.getMessage());
		}

	}

}
