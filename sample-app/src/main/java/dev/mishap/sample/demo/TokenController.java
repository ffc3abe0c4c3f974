package dev.mishap.sample.demo;

import java.time.Duration;
import java.time.Instant;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Hands a token to whoever asks, so that the protected paths can be tried. Sample only:
 * elsewhere tokens come from an authorization server.
 */
@RestController
class TokenController {

	private static final Duration LIFETIME = Duration.ofHours(1);

	private final JwtEncoder encoder;

	TokenController(JwtEncoder encoder) {
		this.encoder = encoder;
	}

	@PostMapping("/demo/tokens")
	Token token(@Valid @RequestBody TokenRequest request) {
		// a token that is long past has expired, whatever the clocks' skew
		Instant issued = request.expired() ? Instant.now().minus(LIFETIME.multipliedBy(2)) : Instant.now();
		JwtClaimsSet claims = JwtClaimsSet.builder()
			.subject(request.subject())
			.issuedAt(issued)
			.expiresAt(issued.plus(LIFETIME))
			.claim("scope", (request.scope() != null) ? request.scope() : "")
			.build();
		JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).build();
		return new Token(this.encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue());
	}

	record TokenRequest(@NotBlank String subject, @Nullable @Pattern(regexp = "[a-z ]*") String scope,
			boolean expired) {

	}

	record Token(String token) {

	}

}
