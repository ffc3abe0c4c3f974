package dev.mishap.benchmarks.app;

import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The chains of an API without sessions: Bearer at one path, Basic elsewhere. The ERROR
 * dispatch is let through, or Boot could not say anything.
 */
@Configuration(proxyBeanMethods = false)
class SecuredChains {

	@Bean
	@Order(1)
	SecurityFilterChain bearer(HttpSecurity http, ObjectProvider<AuthenticationEntryPoint> entryPoint)
			throws Exception {
		http.securityMatcher("/unauthenticated-bearer");
		api(http, entryPoint);
		http.oauth2ResourceServer((server) -> {
			server.jwt(Customizer.withDefaults());
			entryPoint.ifAvailable(server::authenticationEntryPoint);
		});
		return http.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain basic(HttpSecurity http, ObjectProvider<AuthenticationEntryPoint> entryPoint) throws Exception {
		api(http, entryPoint);
		http.httpBasic((basic) -> entryPoint.ifAvailable(basic::authenticationEntryPoint));
		return http.build();
	}

	private static void api(HttpSecurity http, ObjectProvider<AuthenticationEntryPoint> entryPoint) throws Exception {
		http.csrf((csrf) -> csrf.disable());
		http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
			.permitAll()
			.anyRequest()
			.authenticated());
		http.exceptionHandling((errors) -> entryPoint.ifAvailable(errors::authenticationEntryPoint));
	}

	@Bean
	JwtDecoder jwtDecoder() {
		return (token) -> {
			throw new BadJwtException("Jwt expired");
		};
	}

}
