package dev.mishap.benchmarks.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import dev.mishap.benchmarks.Scenario;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Application without Spring MVC: a servlet knows every answer before the question. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = { DispatcherServletAutoConfiguration.class, ErrorMvcAutoConfiguration.class,
		HttpEncodingAutoConfiguration.class, WebMvcAutoConfiguration.class })
class FloorApplication {

	@Bean
	ServletRegistrationBean<HttpServlet> floorServlet() {
		return new ServletRegistrationBean<>(new FloorServlet(), "/*");
	}

	/** Writes what was built before. */
	static final class FloorServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		private final transient Map<String, Prebuilt> answers = new HashMap<>();

		FloorServlet() {
			for (Scenario scenario : Scenario.values()) {
				int status = scenario.status();
				this.answers.put(scenario.path(), new Prebuilt(status, HandWrittenAdvice.bytes(status, "FLOOR")));
			}
		}

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			Prebuilt answer = this.answers.getOrDefault(request.getRequestURI(),
					new Prebuilt(404, "{}".getBytes(StandardCharsets.UTF_8)));
			response.setStatus(answer.status());
			response.setContentType("application/problem+json");
			response.setContentLength(answer.content().length);
			response.getOutputStream().write(answer.content());
		}

	}

	private record Prebuilt(int status, byte[] content) {

	}

}
