package dev.mishap.benchmarks.app;

import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.benchmarks.MishapKeys;
import dev.mishap.benchmarks.app.Failures.OutOfStockException;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Application with this library, as it comes. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ Failures.class, MishapApplication.RowInCode.class, MishapApplication.LimitOfItsOwn.class })
class MishapApplication {

	/** The row of the mapped exception, as long as it cannot stand in yml. */
	@Configuration(proxyBeanMethods = false)
	@Conditional(NoMappings.class)
	static class RowInCode {

		@Bean
		ProblemMappingsCustomizer outOfStock() {
			return (mappings) -> mappings.map(OutOfStockException.class, 409, "OUT_OF_STOCK");
		}

	}

	/** The limit on uploads, as long as the library has none. */
	@Configuration(proxyBeanMethods = false)
	@Conditional(NoLimit.class)
	@Import(UploadLimit.class)
	static class LimitOfItsOwn {

	}

	/** Whether exceptions cannot be mapped in yml. */
	static class NoMappings implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !MishapKeys.has(MishapKeys.MAPPINGS);
		}

	}

	/** Whether the library has no limit on uploads. */
	static class NoLimit implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !MishapKeys.has(MishapKeys.MAX_SIZE);
		}

	}

}
