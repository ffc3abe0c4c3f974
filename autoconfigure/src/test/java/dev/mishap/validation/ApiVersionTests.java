package dev.mishap.validation;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static dev.mishap.testing.ProblemAssert.assertThat;

@SpringBootTest(classes = ApiVersionTests.VersionedApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY, "spring.mvc.apiversion.use.header=X-Version",
				"spring.mvc.apiversion.required=true", "spring.mvc.apiversion.supported=2" })
class ApiVersionTests {

	@LocalServerPort
	int port;

	@Test
	void missingVersionIsAskedFor() {
		assertThat(new RawHttp(this.port).send("GET", "/versioned")).isProblem(400, "API_VERSION_REQUIRED")
			.hasDetail("The request has to name a version of the API.");
	}

	@ParameterizedTest
	@CsvSource({ "9", "s3cr3t" })
	void versionThatDoesNotExistIsRefusedWithoutRepeatingIt(String version) {
		assertThat(new RawHttp(this.port).send("GET", "/versioned", "X-Version: " + version))
			.isProblem(400, "INVALID_API_VERSION")
			.hasDetail("The version of the API that the request names does not exist here.")
			.leaksNothing("9.0");
	}

	@Test
	void versionThatTheAddressDoesNotHaveIsRefused() {
		assertThat(new RawHttp(this.port).send("GET", "/versioned", "X-Version: 2")).isProblem(400,
				"UNSUPPORTED_API_VERSION");
	}

	@Test
	void trap52FailureInAFilterIsAnsweredWithoutAVersion() {
		assertThat(new RawHttp(this.port).send("GET", "/failing-filter")).isProblem(500, "INTERNAL_ERROR");
		assertThat(new RawHttp(this.port).send("GET", "/nowhere")).isProblem(404, "NOT_FOUND");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	@Import(VersionedController.class)
	static class VersionedApplication {

		@Bean
		FilterRegistrationBean<jakarta.servlet.Filter> failing() {
			FilterRegistrationBean<jakarta.servlet.Filter> failing = new FilterRegistrationBean<>(
					(request, response, chain) -> {
						throw new IllegalStateException("s3cr3t");
					});
			failing.addUrlPatterns("/failing-filter");
			return failing;
		}

	}

	@RestController
	static class VersionedController {

		@GetMapping(path = "/versioned", version = "1")
		String versioned() {
			return "ok";
		}

	}

}
