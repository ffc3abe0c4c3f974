package dev.mishap.benchmarks.app;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.AuthenticationEntryPoint;

/** The entry point of the application with an advice written by hand. */
@Configuration(proxyBeanMethods = false)
class SecuredAdvice {

	@Bean
	AuthenticationEntryPoint handWrittenEntryPoint() {
		byte[] body = HandWrittenAdvice.bytes(401, "UNAUTHENTICATED");
		return (request, response, exception) -> {
			response.setStatus(401);
			response.setHeader("WWW-Authenticate", "Bearer");
			response.setContentType("application/problem+json");
			response.setContentLength(body.length);
			response.getOutputStream().write(body);
		};
	}

}
