package dev.mishap.internal.rows.data;

import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;

import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;

/** Rows of JDBC, for those who use it bare. */
public final class SqlRows implements ProblemRows {

	private final DataProblems problems;

	public SqlRows(DataProblems problems) {
		this.problems = problems;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(SQLIntegrityConstraintViolationException.class, (ex) -> this.problems.integrity(ex, false),
				this.problems.ofIntegrity());
		mappings.map(SQLTransientConnectionException.class, DataProblems::noConnection, DataProblems.UNAVAILABLE,
				DataProblems.OVERLOADED);
		mappings.map(SQLTransientException.class, DataProblems.UNAVAILABLE);
		mappings.map(SQLNonTransientConnectionException.class, DataProblems.UNAVAILABLE);
		mappings.map(SQLRecoverableException.class, DataProblems.UNAVAILABLE);
	}

}
