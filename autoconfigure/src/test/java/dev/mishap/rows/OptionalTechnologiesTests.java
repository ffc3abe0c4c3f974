package dev.mishap.rows;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mishap.ProblemMappings;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.autoconfigure.servlet.ProblemServletAutoConfiguration;
import dev.mishap.testing.FakeRequest;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.retry.MaxRetriesExceeded;
import org.hibernate.HibernateException;
import org.hibernate.exception.JDBCConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.core.PropertyReferenceException;
import org.springframework.util.ClassUtils;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What is absent has no rows, and is missed by nobody. */
class OptionalTechnologiesTests {

	private static final String CIRCUIT_BREAKERS = "dev.mishap.autoconfigure.LibraryRows$CircuitBreakersAutoConfiguration";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProblemAutoConfiguration.class, ProblemServletAutoConfiguration.class,
				ClassUtils.resolveClassName(CIRCUIT_BREAKERS, null)));

	static List<Arguments> technologies() {
		return List.of(arguments(RequestNotPermitted.class, RequestNotPermitted.class),
				arguments(CallNotPermittedException.class, CallNotPermittedException.class),
				arguments(BulkheadFullException.class, BulkheadFullException.class),
				arguments(MaxRetriesExceeded.class, MaxRetriesExceeded.class),
				arguments(DataAccessException.class, DuplicateKeyException.class),
				arguments(HibernateException.class, JDBCConnectionException.class),
				arguments(jakarta.persistence.PersistenceException.class,
						jakarta.persistence.OptimisticLockException.class),
				arguments(PropertyReferenceException.class, PropertyReferenceException.class),
				arguments(WebClientException.class, WebClientResponseException.class));
	}

	@ParameterizedTest
	@MethodSource("technologies")
	void rowsAreThereWithTheTechnology(Class<?> technology, Class<?> exception) {
		this.runner.run((context) -> assertThat(context.getBean(ProblemMappings.class).types()).contains(exception));
	}

	@ParameterizedTest
	@MethodSource("technologies")
	void rowsAreMissingWithoutTheTechnology(Class<?> technology, Class<?> exception) {
		this.runner.withClassLoader(new FilteredClassLoader(technology)).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(ProblemMappings.class).types()).doesNotContain(exception)
				.contains(MultipartException.class);
		});
	}

	@Test
	void allTechnologiesMayBeAbsentAtOnce() {
		this.runner.withClassLoader(new FilteredClassLoader("io.github.resilience4j", "org.springframework.dao",
				"org.springframework.transaction", "org.hibernate", "jakarta.persistence", "org.springframework.data",
				"org.springframework.web.reactive", "org.apache.catalina", "org.springframework.boot.tomcat"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(ProblemMappings.class).types()).contains(MultipartException.class);
			});
	}

	@Test
	void aCodeOfAConstraintThatIsNoneFailsTheStart() {
		this.runner.withPropertyValues("mishap.data.constraints.uk_email=email taken")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'email taken' is not the code of a problem"));
	}

	@ParameterizedTest
	@MethodSource("emptyResults")
	void anEmptyResultIsNotFoundWhereTheApplicationSaysSo(Throwable exception) {
		this.runner.run((context) -> assertThat(
				context.getBean(ProblemMappings.class).problemFor(exception, new FakeRequest()).status())
			.isEqualTo(500));
		this.runner.withPropertyValues("mishap.data.empty-result-not-found=true")
			.run((context) -> assertThat(
					context.getBean(ProblemMappings.class).problemFor(exception, new FakeRequest()).status())
				.isEqualTo(404));
	}

	static List<Throwable> emptyResults() {
		return List.of(new org.springframework.dao.EmptyResultDataAccessException(1),
				new jakarta.persistence.NoResultException(), new jakarta.persistence.EntityNotFoundException());
	}

	@ParameterizedTest
	@MethodSource("untranslated")
	void whatNobodyTranslatesHasTheSameAnswer(Throwable exception, int status, String code) {
		this.runner.run((context) -> {
			var problem = context.getBean(ProblemMappings.class).problemFor(exception, new FakeRequest());
			assertThat(Map.of(problem.status(), problem.code())).isEqualTo(Map.of(status, code));
		});
	}

	static List<Arguments> untranslated() {
		java.sql.SQLException sql = new java.sql.SQLException("s3cr3t", "23505");
		return List.of(arguments(new jakarta.persistence.OptimisticLockException(), 409, "CONCURRENT_CHANGE"),
				arguments(new jakarta.persistence.PessimisticLockException(), 503, "SERVICE_UNAVAILABLE"),
				arguments(new jakarta.persistence.LockTimeoutException(), 503, "SERVICE_UNAVAILABLE"),
				arguments(new jakarta.persistence.QueryTimeoutException(), 503, "SERVICE_UNAVAILABLE"),
				arguments(new jakarta.persistence.EntityExistsException(), 409, "ALREADY_EXISTS"),
				arguments(new org.hibernate.StaleObjectStateException("x", 1), 409, "CONCURRENT_CHANGE"),
				arguments(new org.hibernate.exception.ConstraintViolationException("x", sql, "x"), 409,
						"ALREADY_EXISTS"),
				arguments(new JDBCConnectionException("x", sql), 503, "SERVICE_UNAVAILABLE"),
				arguments(new org.hibernate.exception.LockAcquisitionException("x", sql), 503, "SERVICE_UNAVAILABLE"),
				arguments(new java.sql.SQLIntegrityConstraintViolationException("x", "23503"), 409, "DATA_CONFLICT"),
				arguments(new java.sql.SQLTransactionRollbackException(), 503, "SERVICE_UNAVAILABLE"),
				arguments(new java.sql.SQLTimeoutException(), 503, "SERVICE_UNAVAILABLE"),
				arguments(new java.sql.SQLSyntaxErrorException(), 500, "INTERNAL_ERROR"),
				arguments(new org.springframework.dao.CannotAcquireLockException("x"), 503, "SERVICE_UNAVAILABLE"),
				arguments(new org.springframework.dao.PessimisticLockingFailureException("x"), 503,
						"SERVICE_UNAVAILABLE"),
				arguments(new org.springframework.dao.DataIntegrityViolationException("x"), 409, "DATA_CONFLICT"),
				arguments(new org.springframework.dao.IncorrectResultSizeDataAccessException(1), 500,
						"INTERNAL_ERROR"));
	}

	@Test
	void everyDetailExistsInBothLanguages() throws Exception {
		assertThat(keys("messages_de.properties")).isEqualTo(keys("messages.properties"));
	}

	private static java.util.Set<Object> keys(String bundle) throws java.io.IOException {
		java.util.Properties properties = new java.util.Properties();
		try (var stream = ProblemMappings.class.getResourceAsStream(bundle)) {
			properties.load(stream);
		}
		return new TreeMap<>(properties).keySet();
	}

}
