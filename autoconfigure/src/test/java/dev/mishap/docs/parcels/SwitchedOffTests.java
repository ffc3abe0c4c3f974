package dev.mishap.docs.parcels;

import java.io.IOException;
import java.util.Properties;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/switching-off.md says. */
class SwitchedOffTests {

	private static void assertEveryErrorIsThatOfBoot(RawHttp http) {
		assertThat(http.send("GET", "/parcels/7").body()).matches(body(404, "Not Found", "/parcels/7"));
		assertThat(http.send("GET", "/nowhere").body()).matches(body(404, "Not Found", "/nowhere"));
		assertThat(http.send("DELETE", "/parcels").body()).matches(body(405, "Method Not Allowed", "/parcels"));
		assertThat(http.json("POST", "/parcels", "{").body()).matches(body(400, "Bad Request", "/parcels"));
		assertThat(http.json("POST", "/parcels", "{\"to\": \"\", \"grams\": 1}").body())
			.matches(body(400, "Bad Request", "/parcels"));
		assertThat(http.json("POST", "/parcels", "{\"to\":\"Ada\",\"grams\":40000}").body())
			.matches(body(500, "Internal Server Error", "/parcels"));
	}

	private static String body(int status, String error, String path) {
		return "\\{\"timestamp\":\"[^\"]+\",\"status\":" + status + ",\"error\":\"" + error + "\",\"path\":\"" + path
				+ "\"}";
	}

	@Nested
	@SpringBootTest(classes = ParcelApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { Without.SECURITY, "spring.config.import=classpath:docs/excluded.yml" })
	class ByPaths {

		@Test
		void everyErrorIsThatOfBootAndIdsRemain(@LocalServerPort int port) {
			RawHttp http = new RawHttp(port);
			assertEveryErrorIsThatOfBoot(http);
			assertThat(http.send("GET", "/nowhere", "X-Request-Id: abc").header("X-Request-Id")).isEqualTo("abc");
			Answer refused = http.send("GET", "/%zz");
			assertThat(refused.status()).isEqualTo(400);
			assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
		}

	}

	@Nested
	@SpringBootTest(classes = ParcelApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
	class Altogether {

		/** The line of the page, beside what the class path of these tests needs. */
		@DynamicPropertySource
		static void exclude(DynamicPropertyRegistry registry) throws IOException {
			Properties page = page();
			String[] property = Without.SECURITY.split("=");
			registry.add(property[0], () -> property[1] + "," + page.getProperty(property[0]));
		}

		@Test
		void nothingOfTheStarterIsLeft(@LocalServerPort int port) {
			RawHttp http = new RawHttp(port);
			assertEveryErrorIsThatOfBoot(http);
			assertThat(http.send("GET", "/nowhere", "X-Request-Id: abc").header("X-Request-Id")).isNull();
			assertThat(http.send("GET", "/%zz").header("Content-Type")).startsWith("text/html");
		}

		/** Not only what is answered, what Spring Security does is its own again, too. */
		@Test
		void redirectToTheLogInPageIsForEverybody() throws IOException {
			try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ParcelApplication.class,
					FormLogin.class)
				.properties("server.port=0", "spring.main.banner-mode=off")
				.properties(page())
				.run()) {
				RawHttp http = new RawHttp(
						context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
				Answer answer = http.send("GET", "/parcels/1", "Accept: application/json");
				assertThat(answer.status()).isEqualTo(302);
				assertThat(answer.header("Location")).endsWith("/login");
			}
		}

	}

	private static Properties page() throws IOException {
		return PropertiesLoaderUtils.loadProperties(new ClassPathResource("docs/switched-off.properties"));
	}

	static class FormLogin {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.formLogin(Customizer.withDefaults())
				.build();
		}

	}

}
