package com.acme;

import java.io.FileNotFoundException;

import dev.mishap.internal.ProblemRows;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Two libraries that have a row for the same class. */
@Configuration(proxyBeanMethods = false)
public class ClashingRows {

	@Bean
	ProblemRows first() {
		return (mappings) -> mappings.map(FileNotFoundException.class, 404, "A");
	}

	@Bean
	ProblemRows second() {
		return (mappings) -> mappings.map(FileNotFoundException.class, 404, "B");
	}

}
