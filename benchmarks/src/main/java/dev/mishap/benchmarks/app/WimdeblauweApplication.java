package dev.mishap.benchmarks.app;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Application with error-handling-spring-boot-starter. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ Failures.class, UploadLimit.class })
class WimdeblauweApplication {

}
