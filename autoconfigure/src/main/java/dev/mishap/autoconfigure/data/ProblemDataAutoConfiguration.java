package dev.mishap.autoconfigure.data;

import java.sql.SQLException;

import dev.mishap.autoconfigure.MishapDataProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.rows.data.ConditionalChanges;
import dev.mishap.internal.rows.data.DataAccessRows;
import dev.mishap.internal.rows.data.DataProblems;
import dev.mishap.internal.rows.data.HibernateRows;
import dev.mishap.internal.rows.data.JpaRows;
import dev.mishap.internal.rows.data.SpringDataRows;
import dev.mishap.internal.rows.data.SqlRows;
import jakarta.persistence.PersistenceException;
import org.hibernate.HibernateException;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessException;
import org.springframework.data.core.PropertyReferenceException;
import org.springframework.transaction.TransactionException;

/**
 * Auto-configuration of the answers to what databases refuse. Each technology may be
 * absent.
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(before = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnClass(SQLException.class)
@EnableConfigurationProperties(MishapDataProperties.class)
public final class ProblemDataAutoConfiguration {

	@Bean
	@Lazy
	DataProblems mishapDataProblems(MishapDataProperties properties) {
		return new DataProblems(properties.constraints());
	}

	@Bean
	@Lazy
	ProblemRows mishapSqlProblemRows(DataProblems problems) {
		return new SqlRows(problems);
	}

	@Bean
	ConditionalChanges mishapConditionalChanges() {
		return new ConditionalChanges();
	}

	/** With Spring's data access. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ DataAccessException.class, TransactionException.class })
	static class DataAccessConfiguration {

		@Bean
		@Lazy
		ProblemRows mishapDataAccessProblemRows(DataProblems problems, MishapDataProperties properties) {
			return new DataAccessRows(problems, properties.emptyResultNotFound());
		}

	}

	/** With JPA. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(PersistenceException.class)
	static class JpaConfiguration {

		@Bean
		@Lazy
		ProblemRows mishapJpaProblemRows(MishapDataProperties properties) {
			return new JpaRows(properties.emptyResultNotFound());
		}

	}

	/** With Hibernate. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HibernateException.class)
	static class HibernateConfiguration {

		@Bean
		@Lazy
		ProblemRows mishapHibernateProblemRows(DataProblems problems) {
			return new HibernateRows(problems);
		}

	}

	/** With Spring Data. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(PropertyReferenceException.class)
	static class SpringDataConfiguration {

		@Bean
		@Lazy
		ProblemRows mishapSpringDataProblemRows() {
			return new SpringDataRows();
		}

	}

}
