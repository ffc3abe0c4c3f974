package dev.mishap.internal.rows.data;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;
import jakarta.persistence.EntityExistsException;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.NoResultException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.QueryTimeoutException;

/** Rows of JPA, for what is thrown where nobody translates it. */
public final class JpaRows implements ProblemRows {

	private final boolean emptyResultNotFound;

	public JpaRows(boolean emptyResultNotFound) {
		this.emptyResultNotFound = emptyResultNotFound;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(OptimisticLockException.class, DataProblems.STALE);
		mappings.map(PessimisticLockException.class, DataProblems.UNAVAILABLE);
		mappings.map(LockTimeoutException.class, DataProblems.UNAVAILABLE);
		mappings.map(QueryTimeoutException.class, DataProblems.UNAVAILABLE);
		mappings.map(EntityExistsException.class, 409, "ALREADY_EXISTS");
		if (this.emptyResultNotFound) {
			mappings.map(NoResultException.class, Problem.of(404));
			mappings.map(EntityNotFoundException.class, Problem.of(404));
		}
	}

}
