package dev.mishap.autoconfigure.data;

import java.sql.SQLException;

import dev.mishap.autoconfigure.MishapProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.rows.data.DataRows;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;

/**
 * Auto-configuration of the answers to what databases refuse. Each technology may be
 * absent.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(before = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnClass(SQLException.class)
@EnableConfigurationProperties(MishapProperties.Data.class)
public final class ProblemDataAutoConfiguration {

	@Bean
	@Lazy
	ProblemRows mishapDataProblemRows(MishapProperties.Data properties, ApplicationContext context) {
		return new DataRows(properties.constraints(), properties.emptyResultNotFound(), context.getClassLoader());
	}

}
