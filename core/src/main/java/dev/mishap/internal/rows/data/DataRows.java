package dev.mishap.internal.rows.data;

import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import jakarta.persistence.EntityExistsException;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.NoResultException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.QueryTimeoutException;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.exception.LockAcquisitionException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.data.core.PropertyReferenceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.util.ClassUtils;

/**
 * Rows of what databases refuse, by each way to one that there is. What is left without a
 * row, such as two results instead of one, is our own error; so is bad SQL, unless it is
 * about a name that the caller has sent. A lock that was not to be had and a query that
 * took too long are transient: the same request may succeed the next time.
 */
public final class DataRows implements ProblemRows {

	private final DataProblems problems;

	private final boolean emptyResultNotFound;

	private final @Nullable ClassLoader classLoader;

	/**
	 * Creates the rows.
	 * @param constraints the code of each constraint, by its name in any case
	 * @param emptyResultNotFound whether a result that is missing is 404, not our error
	 * @param classLoader where the libraries are looked for
	 */
	public DataRows(Map<String, String> constraints, boolean emptyResultNotFound, @Nullable ClassLoader classLoader) {
		this.problems = new DataProblems(constraints);
		this.emptyResultNotFound = emptyResultNotFound;
		this.classLoader = classLoader;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		OfJdbc.addTo(mappings, this.problems);
		if (isPresent("io.r2dbc.spi.R2dbcException")) {
			OfR2dbc.addTo(mappings, this.problems);
		}
		if (isPresent("org.springframework.dao.DataAccessException")
				&& isPresent("org.springframework.transaction.TransactionException")) {
			OfSpring.addTo(mappings, this.problems, this.emptyResultNotFound);
		}
		if (isPresent("jakarta.persistence.PersistenceException")) {
			OfJpa.addTo(mappings, this.emptyResultNotFound);
		}
		if (isPresent("org.hibernate.HibernateException")) {
			OfHibernate.addTo(mappings, this.problems);
		}
		if (isPresent("org.springframework.data.core.PropertyReferenceException")) {
			OfSpringData.addTo(mappings);
		}
	}

	private boolean isPresent(String className) {
		return ClassUtils.isPresent(className, this.classLoader);
	}

	/** JDBC, for those who use it bare. */
	private static final class OfJdbc {

		static void addTo(ProblemMappings.Builder mappings, DataProblems problems) {
			mappings.map(SQLIntegrityConstraintViolationException.class, (ex) -> problems.integrity(ex, false),
					problems.ofIntegrity());
			mappings.map(SQLTransientConnectionException.class, DataProblems::noConnection, DataProblems.UNAVAILABLE,
					DataProblems.OVERLOADED);
			mappings.map(SQLTransientException.class, DataProblems.UNAVAILABLE);
			mappings.map(SQLNonTransientConnectionException.class, DataProblems.UNAVAILABLE);
			mappings.map(SQLRecoverableException.class, DataProblems.UNAVAILABLE);
		}

	}

	/** R2DBC, for what is thrown where nobody translates it. */
	private static final class OfR2dbc {

		static void addTo(ProblemMappings.Builder mappings, DataProblems problems) {
			mappings.map(R2dbcDataIntegrityViolationException.class, (ex) -> problems.integrity(ex, false),
					problems.ofIntegrity());
			mappings.map(R2dbcTransientException.class, DataProblems.UNAVAILABLE);
			mappings.map(R2dbcNonTransientResourceException.class, DataProblems.UNAVAILABLE);
		}

	}

	/** Spring's translation of what any of the others throws. */
	private static final class OfSpring {

		static void addTo(ProblemMappings.Builder mappings, DataProblems problems, boolean emptyResultNotFound) {
			mappings.map(DataIntegrityViolationException.class, (ex) -> problems.integrity(ex, false),
					problems.ofIntegrity());
			mappings.map(DuplicateKeyException.class, (ex) -> problems.integrity(ex, true), problems.ofUniqueness());
			mappings.map(OptimisticLockingFailureException.class, (ex, request) -> DataProblems.stale(request),
					DataProblems.STALE, DataProblems.PRECONDITION_FAILED);
			mappings.map(TransientDataAccessException.class, DataProblems.UNAVAILABLE);
			mappings.map(RecoverableDataAccessException.class, DataProblems.UNAVAILABLE);
			mappings.map(DataAccessResourceFailureException.class, DataProblems::noConnection, DataProblems.UNAVAILABLE,
					DataProblems.OVERLOADED);
			mappings.map(CannotCreateTransactionException.class, DataProblems::noConnection, DataProblems.UNAVAILABLE,
					DataProblems.OVERLOADED);
			mappings.map(TransactionTimedOutException.class, DataProblems.UNAVAILABLE);
			mappings.map(InvalidDataAccessApiUsageException.class, RequestedNames::query, RequestedNames.UNSORTABLE);
			mappings.map(InvalidDataAccessResourceUsageException.class, RequestedNames::query,
					RequestedNames.UNSORTABLE);
			if (emptyResultNotFound) {
				mappings.map(EmptyResultDataAccessException.class, Problem.of(404));
			}
		}

	}

	/** JPA, for what is thrown where nobody translates it. */
	private static final class OfJpa {

		static void addTo(ProblemMappings.Builder mappings, boolean emptyResultNotFound) {
			mappings.map(OptimisticLockException.class, (ex, request) -> DataProblems.stale(request),
					DataProblems.STALE, DataProblems.PRECONDITION_FAILED);
			mappings.map(PessimisticLockException.class, DataProblems.UNAVAILABLE);
			mappings.map(LockTimeoutException.class, DataProblems.UNAVAILABLE);
			mappings.map(QueryTimeoutException.class, DataProblems.UNAVAILABLE);
			mappings.map(EntityExistsException.class, 409, "ALREADY_EXISTS");
			if (emptyResultNotFound) {
				mappings.map(NoResultException.class, Problem.of(404));
				mappings.map(EntityNotFoundException.class, Problem.of(404));
			}
		}

	}

	/** Hibernate, for what is thrown where nobody translates it. */
	private static final class OfHibernate {

		static void addTo(ProblemMappings.Builder mappings, DataProblems problems) {
			mappings.map(ConstraintViolationException.class,
					(ex) -> problems.integrity(ex, ex.getKind() == ConstraintKind.UNIQUE), problems.ofIntegrity());
			mappings.map(StaleStateException.class, (ex, request) -> DataProblems.stale(request), DataProblems.STALE,
					DataProblems.PRECONDITION_FAILED);
			mappings.map(JDBCConnectionException.class, DataProblems::noConnection, DataProblems.UNAVAILABLE,
					DataProblems.OVERLOADED);
			mappings.map(LockAcquisitionException.class, DataProblems.UNAVAILABLE);
			mappings.map(org.hibernate.PessimisticLockException.class, DataProblems.UNAVAILABLE);
			mappings.map(org.hibernate.QueryTimeoutException.class, DataProblems.UNAVAILABLE);
		}

	}

	/**
	 * Spring Data: a property that does not exist is what the caller wants to sort by, if
	 * the request names it.
	 */
	private static final class OfSpringData {

		static void addTo(ProblemMappings.Builder mappings) {
			mappings.map(PropertyReferenceException.class,
					(ex, request) -> RequestedNames.property(ex.getPropertyName(), request), RequestedNames.UNSORTABLE);
		}

	}

}
