package dev.mishap.rows;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

import static dev.mishap.testing.ProblemAssert.assertThat;

@SpringBootTest(classes = PayloadWithSecurityTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { PayloadContract.LIMIT, PayloadContract.LARGE, PayloadContract.LARGE_LIMIT, PayloadContract.ANY,
				PayloadContract.ANY_LIMIT, PayloadContract.UPLOADS, PayloadContract.UPLOADS_LIMIT,
				"contract.server=TOMCAT" })
class PayloadWithSecurityTests extends PayloadOfServlets {

	@Test
	void whoIsNotLetInLearnsThatFirst() {
		assertThat(http().json("POST", "/closed", "x".repeat(20_000))).isProblem(401, "UNAUTHENTICATED");
	}

	@Test
	void aBodyThatIsTooLargeIsReadByScriptsOfOtherOrigins() {
		assertThat(http().json("POST", "/text", "x".repeat(20_000), "Origin: https://other.example"))
			.isProblem(413, "CONTENT_TOO_LARGE")
			.hasHeader("Access-Control-Allow-Origin", "https://other.example");
	}

	@Test
	void largeUploadOfAStrangerIsAStrangersFirst() {
		RawHttp.Answer answer = http().sendBody("POST", "/closed", "multipart/form-data; boundary=b",
				part("file", 12_000_000) + "--b--\r\n");
		assertThat(answer).isProblem(401, "UNAUTHENTICATED");
	}

	@OnTomcat
	@Import({ Controller.class, ServletController.class, Closed.class })
	static class Application {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			CorsConfiguration cors = new CorsConfiguration();
			cors.addAllowedOrigin("https://other.example");
			cors.addAllowedMethod("POST");
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/**", cors);
			return http.cors((configurer) -> configurer.configurationSource(source))
				.csrf(AbstractHttpConfigurer::disable)
				.httpBasic(Customizer.withDefaults())
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/closed").authenticated().anyRequest().permitAll())
				.build();
		}

	}

	@RestController
	static class Closed {

		@PostMapping("/closed")
		String closed(@RequestBody String body) {
			return "x";
		}

	}

}
