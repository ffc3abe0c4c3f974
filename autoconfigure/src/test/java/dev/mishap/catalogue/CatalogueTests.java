package dev.mishap.catalogue;

import dev.mishap.ProblemCustomizer;
import dev.mishap.testing.Without;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@SpringBootTest(classes = CatalogueTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		Without.SECURITY, CatalogueContract.ENABLED, CatalogueContract.WORDS, "server.servlet.context-path=/shop" })
class CatalogueTests extends CatalogueContract {

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	@Import(Problems.class)
	static class Application {

		/** Examples can do without what it adds. */
		@Bean
		ProblemCustomizer demanding() {
			return (problem, context) -> {
				context.request().unwrap(HttpServletRequest.class).getMethod();
				return problem;
			};
		}

	}

}
