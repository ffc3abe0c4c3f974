package dev.mishap.internal.rows.data;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * Rows of Spring's data access exceptions. What is left without a row, such as two
 * results instead of one, is our own error; so is bad SQL, unless it is about a name that
 * the caller has sent. A lock that was not to be had and a query that took too long are
 * transient: the same request may succeed the next time.
 */
public final class DataAccessRows implements ProblemRows {

	private final DataProblems problems;

	private final boolean emptyResultNotFound;

	public DataAccessRows(DataProblems problems, boolean emptyResultNotFound) {
		this.problems = problems;
		this.emptyResultNotFound = emptyResultNotFound;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(DataIntegrityViolationException.class, (ex) -> this.problems.integrity(ex, false),
				this.problems.ofIntegrity());
		mappings.map(DuplicateKeyException.class, (ex) -> this.problems.integrity(ex, true),
				this.problems.ofUniqueness());
		mappings.map(OptimisticLockingFailureException.class, DataProblems.STALE);
		mappings.map(TransientDataAccessException.class, DataProblems.UNAVAILABLE);
		mappings.map(RecoverableDataAccessException.class, DataProblems.UNAVAILABLE);
		mappings.map(DataAccessResourceFailureException.class, DataProblems::noConnection, DataProblems.UNAVAILABLE,
				DataProblems.OVERLOADED);
		mappings.map(CannotCreateTransactionException.class, DataProblems::noConnection, DataProblems.UNAVAILABLE,
				DataProblems.OVERLOADED);
		mappings.map(TransactionTimedOutException.class, DataProblems.UNAVAILABLE);
		mappings.map(InvalidDataAccessApiUsageException.class, RequestedNames::query, RequestedNames.UNSORTABLE);
		mappings.map(InvalidDataAccessResourceUsageException.class, RequestedNames::query, RequestedNames.UNSORTABLE);
		if (this.emptyResultNotFound) {
			mappings.map(EmptyResultDataAccessException.class, Problem.of(404));
		}
	}

}
