package dev.mishap.applications.operations;

import java.io.IOException;

import dev.mishap.ProblemListener;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

@SpringBootApplication
class OperationsApplication {

	public static void main(String[] arguments) {
		SpringApplication.run(OperationsApplication.class, arguments);
	}

	@Bean
	SecurityFilterChain security(HttpSecurity http) throws Exception {
		return http
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/accounts").authenticated().anyRequest().permitAll())
			.csrf((csrf) -> csrf.disable())
			.httpBasic(Customizer.withDefaults())
			.build();
	}

	/** A filter that throws and one that refuses, beyond Spring MVC. */
	@Bean
	FilterRegistrationBean<Filter> gate() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
			String path = ((HttpServletRequest) request).getRequestURI();
			if (path.equals("/gate/lost")) {
				throw new OrderLostException();
			}
			if (path.equals("/gate/closed")) {
				((HttpServletResponse) response).sendError(410);
				return;
			}
			chain.doFilter(request, response);
		});
		registration.setOrder(0);
		return registration;
	}

	@Bean
	Heard heard() {
		return new Heard();
	}

	/** Keeps what listeners are told. */
	static final class Heard implements ProblemListener {

		private final java.util.List<String> lines = new java.util.concurrent.CopyOnWriteArrayList<>();

		@Override
		public void answered(dev.mishap.Problem problem, dev.mishap.ProblemContext context) {
			Throwable exception = context.exception();
			this.lines.add(problem.status() + " " + problem.code() + " " + context.request().path() + " "
					+ ((exception != null) ? exception.getClass().getSimpleName() : "-"));
		}

		@Override
		public void cut(@org.jspecify.annotations.Nullable Throwable exception, dev.mishap.ProblemContext context) {
			this.lines.add("cut " + context.request().path());
		}

		java.util.List<String> lines() {
			return this.lines;
		}

	}

	static void write(HttpServletResponse response) throws IOException {
		response.getOutputStream().print("half");
		response.flushBuffer();
	}

}
