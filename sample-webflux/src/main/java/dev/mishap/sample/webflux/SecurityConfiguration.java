package dev.mishap.sample.webflux;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** Who may do what. Nothing here is about the bodies of refusals. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	@Bean
	SecurityWebFilterChain chain(ServerHttpSecurity http) {
		return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
			.httpBasic(Customizer.withDefaults())
			.authorizeExchange((exchanges) -> exchanges.pathMatchers("/v1/account")
				.authenticated()
				.pathMatchers("/v1/admin")
				.hasRole("ADMIN")
				.anyExchange()
				.permitAll())
			.build();
	}

	/** A sample has no secrets. */
	@Bean
	MapReactiveUserDetailsService users() {
		return new MapReactiveUserDetailsService(
				User.withUsername("demo").password("{noop}demo").roles("USER").build());
	}

}
