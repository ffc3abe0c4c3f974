package dev.mishap.contract;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CompletableFuture;

import dev.mishap.testing.RawHttp;
import jakarta.persistence.EntityExistsException;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.NoResultException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.PessimisticLockException;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.exception.LockAcquisitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.data.core.PropertyPath;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static dev.mishap.testing.ProblemAssert.assertThat;

/**
 * What databases refuse, as the exceptions of each way to one. With a database it is
 * tested in {@code dev.mishap.rows}.
 */
abstract class DataContract extends Contract {

	private static final String[] LEAKS = { "ACCOUNT", "uk_", "UK_", "a@b.c", "insert", "nope" };

	/** In the handler, and in what it has returned. */
	private RawHttp.Answer[] fail(String how, String... headers) {
		return new RawHttp.Answer[] { get("/data/" + how, headers), get("/data/later/" + how, headers) };
	}

	private void assertProblems(String how, int status, String code) {
		for (RawHttp.Answer answer : fail(how)) {
			assertThat(answer).isProblem(status, code).leaksNothing(LEAKS);
			if (status == 503) {
				assertThat(answer).hasHeader("Retry-After", "11");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc-email", "spring-email", "spring-unique-email", "hibernate-email" })
	void theNameOfAConstraintLeadsToItsCode(String how) {
		assertProblems(how, 409, "EMAIL_TAKEN");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc-unique", "spring-unique", "spring-unique-bare", "hibernate-unique", "jpa-exists" })
	void anotherUniqueConstraintSaysThatItExists(String how) {
		assertProblems(how, 409, "ALREADY_EXISTS");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc-foreign", "spring-foreign", "spring-integrity-bare", "hibernate-check" })
	void aBrokenConstraintIsAConflict(String how) {
		assertProblems(how, 409, "DATA_CONFLICT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring-stale", "jpa-stale", "hibernate-stale" })
	void aStaleVersionIsAConflictOrFailsThePrecondition(String how) {
		assertProblems(how, 409, "CONCURRENT_CHANGE");
		for (RawHttp.Answer answer : fail(how, "If-Match: \"4\"")) {
			assertThat(answer).isProblem(412, "PRECONDITION_FAILED");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc-pool", "spring-pool", "transaction-pool", "hibernate-pool" })
	void anEmptyPoolIsOverload(String how) {
		assertProblems(how, 503, "OVERLOADED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc-time-out", "jdbc-rollback", "jdbc-down", "jdbc-recoverable", "spring-lock",
			"spring-time-out", "spring-down", "spring-recoverable", "transaction-down", "transaction-time-out",
			"jpa-lock", "jpa-pessimistic", "jpa-time-out", "hibernate-lock", "hibernate-down" })
	void aDatabaseThatDoesNotGetItDoneIsUnavailable(String how) {
		assertProblems(how, 503, "SERVICE_UNAVAILABLE");
	}

	@ParameterizedTest
	@CsvSource({ "jdbc-value", "jdbc-syntax", "jdbc-bare", "spring-value", "spring-syntax", "spring-empty",
			"spring-two", "transaction-rolled-back", "jpa-none", "jpa-not-found", "jpa-bare", "property" })
	void whatOurQueriesGetWrongIsOurError(String how) {
		assertProblems(how, 500, "INTERNAL_ERROR");
	}

	@Test
	void anUnknownPropertyThatTheRequestNamesIsTheCallersError() {
		for (RawHttp.Answer answer : fail("property?sort=nope,desc")) {
			assertThat(answer).isProblem(400, "BAD_REQUEST")
				.hasDetail("The request asks to sort by something that does not exist here.")
				.leaksNothing(LEAKS);
		}
	}

	/** Something to sort. */
	record Thing(String name) {

	}

	@RestController
	static class Controller {

		@GetMapping("/data/{how}")
		String fail(@PathVariable String how) throws Exception {
			throw exception(how);
		}

		@GetMapping("/data/later/{how}")
		CompletableFuture<String> failLater(@PathVariable String how) {
			CompletableFuture<String> later = new CompletableFuture<>();
			CompletableFuture.runAsync(() -> later.completeExceptionally(exception(how)));
			return later;
		}

		private static Exception exception(String how) {
			SQLException email = new SQLIntegrityConstraintViolationException(
					"Unique index or primary key violation: \"PUBLIC.UK_EMAIL_INDEX_4 ON ACCOUNT VALUES ('a@b.c')\"",
					"23505");
			SQLException unique = new SQLIntegrityConstraintViolationException(
					"Unique index or primary key violation: \"PUBLIC.UK_NAME_INDEX_4 ON ACCOUNT VALUES ('a@b.c')\"",
					"23505");
			SQLException foreign = new SQLIntegrityConstraintViolationException("of ACCOUNT s3cr3t", "23503");
			SQLException value = new SQLDataException("of ACCOUNT s3cr3t", "22001");
			SQLException down = new SQLNonTransientConnectionException("jdbc:h2:mem:s3cr3t", "08001");
			SQLException pool = new SQLTransientConnectionException("s3cr3t - Connection is not available");
			SQLException syntax = new SQLSyntaxErrorException("select s3cr3t", "42000");
			return switch (how) {
				case "jdbc-email" -> email;
				case "jdbc-unique" -> unique;
				case "jdbc-foreign" -> foreign;
				case "jdbc-value" -> value;
				case "jdbc-down" -> down;
				case "jdbc-pool" -> pool;
				case "jdbc-syntax" -> syntax;
				case "jdbc-bare" -> new SQLException("select s3cr3t");
				case "jdbc-time-out" -> new SQLTimeoutException("select s3cr3t");
				case "jdbc-rollback" -> new SQLTransactionRollbackException("select s3cr3t", "40001");
				case "jdbc-recoverable" -> new SQLRecoverableException("s3cr3t");
				case "spring-email" -> new DataIntegrityViolationException("insert s3cr3t", email);
				case "spring-unique-email" -> new DuplicateKeyException("insert s3cr3t", email);
				case "spring-unique" -> new DuplicateKeyException("insert s3cr3t", unique);
				case "spring-unique-bare" -> new DuplicateKeyException("insert s3cr3t");
				case "spring-foreign" -> new DataIntegrityViolationException("insert s3cr3t", foreign);
				case "spring-integrity-bare" -> new DataIntegrityViolationException("insert s3cr3t");
				case "spring-value" -> new DataIntegrityViolationException("insert s3cr3t", value);
				case "spring-stale" -> new OptimisticLockingFailureException("s3cr3t");
				case "spring-lock" -> new CannotAcquireLockException("s3cr3t");
				case "spring-time-out" -> new QueryTimeoutException("s3cr3t");
				case "spring-down" -> new DataAccessResourceFailureException("s3cr3t", down);
				case "spring-pool" -> new DataAccessResourceFailureException("s3cr3t", pool);
				case "spring-recoverable" -> new RecoverableDataAccessException("s3cr3t");
				case "spring-syntax" -> new BadSqlGrammarException("s3cr3t", "select s3cr3t", syntax);
				case "spring-empty" -> new EmptyResultDataAccessException("s3cr3t", 1);
				case "spring-two" -> new IncorrectResultSizeDataAccessException("s3cr3t", 1, 2);
				case "transaction-pool" -> new CannotCreateTransactionException("s3cr3t", pool);
				case "transaction-down" -> new CannotCreateTransactionException("s3cr3t", down);
				case "transaction-time-out" -> new TransactionTimedOutException("s3cr3t");
				case "transaction-rolled-back" -> new UnexpectedRollbackException("s3cr3t");
				case "jpa-exists" -> new EntityExistsException("s3cr3t");
				case "jpa-stale" -> new OptimisticLockException("s3cr3t");
				case "jpa-lock" -> new LockTimeoutException("s3cr3t");
				case "jpa-pessimistic" -> new PessimisticLockException("s3cr3t");
				case "jpa-time-out" -> new jakarta.persistence.QueryTimeoutException("s3cr3t", null, null);
				case "jpa-none" -> new NoResultException("s3cr3t");
				case "jpa-not-found" -> new EntityNotFoundException("s3cr3t");
				case "jpa-bare" -> new PersistenceException("s3cr3t");
				case "hibernate-email" ->
					new ConstraintViolationException("insert s3cr3t", email, ConstraintKind.UNIQUE, "UK_EMAIL");
				case "hibernate-unique" ->
					new ConstraintViolationException("insert s3cr3t", unique, ConstraintKind.UNIQUE, "UK_NAME");
				case "hibernate-check" ->
					new ConstraintViolationException("insert s3cr3t", foreign, ConstraintKind.CHECK, "UK_OTHER");
				case "hibernate-stale" -> new StaleStateException("s3cr3t");
				case "hibernate-down" -> new JDBCConnectionException("s3cr3t", down);
				case "hibernate-pool" -> new JDBCConnectionException("s3cr3t", pool);
				case "hibernate-lock" -> new LockAcquisitionException("s3cr3t", new SQLException("s3cr3t"));
				case "property" -> unknownProperty();
				default -> throw new UnsupportedOperationException(how);
			};
		}

		private static RuntimeException unknownProperty() {
			try {
				PropertyPath.from("nope", Thing.class);
				throw new UnsupportedOperationException();
			}
			catch (RuntimeException ex) {
				return ex;
			}
		}

	}

}
