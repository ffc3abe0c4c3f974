package dev.mishap.benchmarks.app;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Application with an advice written by hand. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ Failures.class, HandWrittenAdvice.class, UploadLimit.class })
class AdviceApplication {

}
