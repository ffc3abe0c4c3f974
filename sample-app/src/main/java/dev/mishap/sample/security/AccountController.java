package dev.mishap.sample.security;

import java.util.List;
import java.util.Map;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Protected twice over: {@code /account} by the filter chain, {@code /admin/models} by
 * method security. Both refuse in the same words.
 */
@RestController
class AccountController {

	@GetMapping("/account")
	Map<String, String> account(@AuthenticationPrincipal Jwt token) {
		return Map.of("subject", token.getSubject());
	}

	@GetMapping("/admin/models")
	@PreAuthorize("hasAuthority('SCOPE_admin')")
	Map<String, List<String>> models() {
		return Map.of("models", List.of("toy-sentiment-1"));
	}

}
