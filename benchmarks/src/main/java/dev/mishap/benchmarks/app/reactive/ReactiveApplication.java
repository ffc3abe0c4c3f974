package dev.mishap.benchmarks.app.reactive;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Application with an error library that maps exceptions in the configuration: this one,
 * or error-handling-spring-boot-starter.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ReactiveFailures.class)
class ReactiveApplication {

}
