package dev.mishap.docs.lockers;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

@SpringBootApplication(exclude = JettyServletWebServerAutoConfiguration.class)
class LockerApplication {

	@Bean
	UserDetailsService callers() {
		return new InMemoryUserDetailsManager(User.withUsername("ada").password("{noop}ada").build(),
				User.withUsername("bob").password("{noop}bob").build());
	}

}
