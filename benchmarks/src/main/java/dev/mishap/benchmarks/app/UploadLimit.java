package dev.mishap.benchmarks.app;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The limit on uploads of applications whose error library brings none. */
@Configuration(proxyBeanMethods = false)
class UploadLimit {

	static final int KIBIBYTES = 64;

	@Bean
	FilterRegistrationBean<Filter> uploadLimitFilter() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new LimitFilter());
		registration.setOrder(-1000);
		return registration;
	}

	/** Refuses by the announced length. */
	static final class LimitFilter implements Filter {

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			if (request.getContentLengthLong() > KIBIBYTES * 1024L) {
				((HttpServletResponse) response).sendError(413);
				return;
			}
			chain.doFilter(request, response);
		}

	}

}
