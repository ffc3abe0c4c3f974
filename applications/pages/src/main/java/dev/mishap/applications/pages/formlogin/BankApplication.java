package dev.mishap.applications.pages.formlogin;

import jakarta.servlet.DispatcherType;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

@SpringBootApplication
@EnableMethodSecurity
public class BankApplication {

	@Bean
	SecurityFilterChain bankChain(HttpSecurity http) {
		return http
			.authorizeHttpRequests(
					(requests) -> requests.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR)
						.permitAll()
						.requestMatchers("/", "/login", "/bank.css", "/public/**")
						.permitAll()
						.requestMatchers("/admin/**")
						.hasRole("ADMIN")
						.requestMatchers("/account/pin")
						.fullyAuthenticated()
						.anyRequest()
						.authenticated())
			.formLogin((login) -> login.loginPage("/login"))
			.rememberMe((rememberMe) -> rememberMe.key("bank"))
			.sessionManagement((sessions) -> sessions.maximumSessions(1))
			.build();
	}

	@Bean
	UserDetailsService users(PasswordEncoder passwordEncoder) {
		String password = passwordEncoder.encode("pw");
		return new InMemoryUserDetailsManager(User.withUsername("ada").password(password).roles("USER").build(),
				User.withUsername("bob").password(password).roles("USER").build(),
				User.withUsername("root").password(password).roles("ADMIN").build());
	}

	/** The weakest there is: the tests log in often. */
	@Bean
	PasswordEncoder passwordEncoder() {
		return new BCryptPasswordEncoder(4);
	}

}
