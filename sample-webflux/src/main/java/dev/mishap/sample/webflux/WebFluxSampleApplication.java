package dev.mishap.sample.webflux;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The reactive sample. Nothing in it is about errors but its own exceptions. */
@SpringBootApplication
public class WebFluxSampleApplication {

	/**
	 * Starts the sample.
	 * @param arguments of Spring Boot
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(WebFluxSampleApplication.class, arguments);
	}

}
