package dev.mishap.config;

import java.util.Map;

import dev.mishap.testing.Lean;
import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** What the library loads at the first error. */
class FirstErrorTests {

	/** As those of the common pool, which know nothing of the application's jars. */
	@Test
	void firstErrorMayComeFromAThreadOfAnotherClassLoader() {
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
			.properties(Map.of("server.port", "0", "spring.main.banner-mode", "off"))
			.properties(Lean.onTomcat())
			.run()) {
			RawHttp http = new RawHttp(
					application.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			assertThat(http.send("GET", "/elsewhere", "Accept-Language: de")).isProblem(500, "INTERNAL_ERROR")
				.hasHeader("Content-Language", "de");
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Resource.class)
	static class Application {

	}

	@RestController
	static class Resource {

		/** The thread stays what it is until the filters are through. */
		@GetMapping("/elsewhere")
		String elsewhere() {
			Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
			throw new IllegalStateException("elsewhere");
		}

	}

}
