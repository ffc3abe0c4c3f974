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
		mappings.map(DataIntegrityViolationException.class, (ex) -> this.problems.integrity(ex, false));
		mappings.map(DuplicateKeyException.class, (ex) -> this.problems.integrity(ex, true));
		mappings.map(OptimisticLockingFailureException.class, DataProblems.STALE);
		mappings.map(TransientDataAccessException.class, DataProblems.UNAVAILABLE);
		mappings.map(RecoverableDataAccessException.class, DataProblems.UNAVAILABLE);
		mappings.map(DataAccessResourceFailureException.class, DataProblems::noConnection);
		mappings.map(CannotCreateTransactionException.class, DataProblems::noConnection);
		mappings.map(TransactionTimedOutException.class, DataProblems.UNAVAILABLE);
		mappings.map(InvalidDataAccessApiUsageException.class, RequestedNames::query);
		mappings.map(InvalidDataAccessResourceUsageException.class, RequestedNames::query);
		if (this.emptyResultNotFound) {
			mappings.map(EmptyResultDataAccessException.class, Problem.of(404));
		}
	}

}
