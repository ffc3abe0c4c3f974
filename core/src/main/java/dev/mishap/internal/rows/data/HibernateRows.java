package dev.mishap.internal.rows.data;

import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;
import org.hibernate.PessimisticLockException;
import org.hibernate.QueryTimeoutException;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.exception.LockAcquisitionException;

/** Rows of Hibernate, for what is thrown where nobody translates it. */
public final class HibernateRows implements ProblemRows {

	private final DataProblems problems;

	public HibernateRows(DataProblems problems) {
		this.problems = problems;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(ConstraintViolationException.class,
				(ex) -> this.problems.integrity(ex, ex.getKind() == ConstraintKind.UNIQUE),
				this.problems.ofIntegrity());
		mappings.map(StaleStateException.class, DataProblems.STALE);
		mappings.map(JDBCConnectionException.class, DataProblems::noConnection, DataProblems.UNAVAILABLE,
				DataProblems.OVERLOADED);
		mappings.map(LockAcquisitionException.class, DataProblems.UNAVAILABLE);
		mappings.map(PessimisticLockException.class, DataProblems.UNAVAILABLE);
		mappings.map(QueryTimeoutException.class, DataProblems.UNAVAILABLE);
	}

}
