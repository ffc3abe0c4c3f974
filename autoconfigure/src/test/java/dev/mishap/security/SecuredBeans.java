package dev.mishap.security;

import dev.mishap.wire.FailingBeans;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * What the secured applications have in common: {@code /open} is for everybody,
 * {@code /closed} for users, and both fail in every way there is.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
@Import({ FailingBeans.class, SecuredBeans.Doors.class })
class SecuredBeans {

	/** {@code user:pw} */
	static final String USER = "Authorization: Basic dXNlcjpwdw==";

	/** {@code user:no} */
	static final String WRONG_PASSWORD = "Authorization: Basic dXNlcjpubw==";

	/** {@code nope:pw} */
	static final String UNKNOWN_USER = "Authorization: Basic bm9wZTpwdw==";

	/** {@code locked:pw} */
	static final String LOCKED_USER = "Authorization: Basic bG9ja2VkOnB3";

	/** {@code disabled:pw} */
	static final String DISABLED_USER = "Authorization: Basic ZGlzYWJsZWQ6cHc=";

	/** {@code admin:pw} */
	static final String ADMIN = "Authorization: Basic YWRtaW46cHc=";

	/** The manager itself would have each password hashed slowly that matches. */
	@Bean
	UserDetailsService users() {
		InMemoryUserDetailsManager users = new InMemoryUserDetailsManager(
				User.withUsername("user").password("{noop}pw").roles("USER").build(),
				User.withUsername("admin").password("{noop}pw").roles("ADMIN").build(),
				User.withUsername("locked").password("{noop}pw").roles("USER").accountLocked(true).build(),
				User.withUsername("disabled").password("{noop}pw").roles("USER").disabled(true).build());
		return users::loadUserByUsername;
	}

	@RestController
	@RequestMapping({ "/open", "/closed" })
	static class Doors {

		@GetMapping("/admins")
		@PreAuthorize("hasRole('ADMIN')")
		String admins() {
			return "ok";
		}

		@PostMapping("/change")
		String change() {
			return "changed";
		}

		@GetMapping("/login")
		String login(HttpServletRequest request) throws ServletException {
			request.login("user", "no");
			return "ok";
		}

		@GetMapping("/bad-credentials")
		String badCredentials() {
			throw new BadCredentialsException("s3cr3t");
		}

		@GetMapping("/disabled")
		String disabled() {
			throw new DisabledException("s3cr3t");
		}

		@GetMapping("/wrapped")
		String wrapped() throws ServletException {
			throw new ServletException(new BadCredentialsException("s3cr3t"));
		}

		/** As a proxy, a parallel stream or a template engine wraps it. */
		@GetMapping("/wrapped/{type}")
		String wrapped(@PathVariable String type) {
			RuntimeException found = switch (type) {
				case "denied" -> new org.springframework.security.access.AccessDeniedException("s3cr3t");
				case "disabled" -> new DisabledException("s3cr3t");
				default -> new IllegalArgumentException("s3cr3t");
			};
			throw new IllegalStateException(new IllegalStateException(found));
		}

		@GetMapping("/wrapped-on-purpose")
		String wrappedOnPurpose() {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "Taken.",
					new org.springframework.security.access.AccessDeniedException("s3cr3t"));
		}

		@GetMapping("/service-down")
		String serviceDown() {
			throw new AuthenticationServiceException("s3cr3t");
		}

		@GetMapping("/names")
		String names(HttpServletRequest request) {
			return String.join(",", request.getParameterMap().keySet()) + request.getParameter("a\u0000b");
		}

		@GetMapping("/bare")
		String bare() {
			throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
		}

		/** 1 is the admin's, everybody may see 2, there is nothing else. */
		@GetMapping("/documents/{id}")
		String document(@PathVariable int id) {
			return document(id, "seen");
		}

		@DeleteMapping("/documents/{id}")
		String delete(@PathVariable int id) {
			return document(id, "deleted");
		}

		private static String document(int id, String answer) {
			if (id == 1) {
				throw new org.springframework.security.access.AccessDeniedException("s3cr3t");
			}
			if (id == 2) {
				return answer;
			}
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No document " + id + ".");
		}

	}

}
