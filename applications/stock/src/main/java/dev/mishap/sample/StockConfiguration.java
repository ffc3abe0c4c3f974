package dev.mishap.sample;

import dev.mishap.ProblemMappings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one bean of the library that the sample asks for. */
@Configuration(proxyBeanMethods = false)
class StockConfiguration {

	@Bean
	ProblemMappings problemMappings() {
		return new ProblemMappings();
	}

}
