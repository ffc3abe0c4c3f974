package dev.mishap.wire;

import java.util.List;
import java.util.Map;

import dev.mishap.autoconfigure.webmvc.ProblemWebMvcAutoConfiguration;
import dev.mishap.testing.Lean;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/**
 * An application of servlets only. What these throw of Spring's Servlet exceptions is
 * answered as if a controller had.
 */
class WithoutSpringMvcTests {

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		application = new SpringApplicationBuilder(Application.class)
			.properties("server.port=0", Lean.onTomcat(), "spring.main.banner-mode=off")
			.run();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void missingParameterIsNamed() {
		get("/parameter").isProblem(400, "MISSING_PARAMETER")
			.hasErrors(List.of(Map.of("code", "REQUIRED", "detail", "This is missing.", "parameter", "size")));
	}

	@Test
	void missingPartIsNamed() {
		get("/part").isProblem(400, "MISSING_PART");
	}

	@Test
	void methodsAreTold() {
		get("/method").isProblem(405, "METHOD_NOT_ALLOWED").hasHeaderList("Allow", "OPTIONS", "PUT");
	}

	@Test
	void mediaTypesAreTold() {
		get("/type").isProblem(415, "UNSUPPORTED_MEDIA_TYPE").hasHeader("Accept", "application/json");
	}

	private ProblemAssert get(String target) {
		String port = application.getEnvironment().getRequiredProperty("local.server.port");
		return ProblemAssert.assertThat(new RawHttp(Integer.parseInt(port)).send("GET", target));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class,
			ErrorMvcAutoConfiguration.class, ProblemWebMvcAutoConfiguration.class })
	static class Application {

		@Bean
		Servlet failing() {
			return new HttpServlet() {

				private static final long serialVersionUID = 1L;

				@Override
				protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException {
					throw failure(request.getRequestURI());
				}

			};
		}

		private static ServletException failure(String path) {
			return switch (path) {
				case "/parameter" -> new MissingServletRequestParameterException("size", "int");
				case "/part" -> new MissingServletRequestPartException("file");
				case "/method" -> new HttpRequestMethodNotSupportedException("GET", List.of("PUT"));
				default ->
					new HttpMediaTypeNotSupportedException(MediaType.TEXT_PLAIN, List.of(MediaType.APPLICATION_JSON));
			};
		}

	}

}
