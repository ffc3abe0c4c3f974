package dev.mishap.internal.rows.data;

import java.sql.SQLException;
import java.util.Map;

import dev.mishap.internal.rows.data.DataRows.DataProblems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What databases say of a unique constraint, each in its own words. */
class DataProblemsTests {

	private final DataProblems problems = new DataProblems(Map.of("uk_email", "EMAIL_TAKEN"));

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			Unique index or primary key violation: "PUBLIC.UK_EMAIL_INDEX_4 ON PUBLIC.A(EMAIL) VALUES ( /* 1 */ 'x' )"
			ERROR: duplicate key value violates unique constraint "uk_email" Detail: Key (email)=(x) already exists.
			Duplicate entry 'x' for key 'account.uk_email'
			(conn=7) Duplicate entry 'a for key b' for key 'uk_email'
			Violation of UNIQUE KEY constraint 'uk_email'. The duplicate key value is (x).
			ORA-00001: unique constraint (SHOP.UK_EMAIL) violated
			""")
	void nameOfAConstraintIsFound(String message) {
		assertThat(this.problems.integrity(new SQLException(message, "23505"), true).code()).isEqualTo("EMAIL_TAKEN");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					Unique index or primary key violation: "PUBLIC.UK_NAME_INDEX_4 ON PUBLIC.A(N) VALUES ( /* 1 */ 'uk_email' )"
					ERROR: duplicate key value violates unique constraint "uk_name" Detail: Key (name)=(uk_email) already exists.
					Duplicate entry 'uk_email' for key 'account.uk_name'
					(conn=7) Duplicate entry 'x for key uk_email' for key 'uk_name'
					Violation of UNIQUE KEY constraint 'uk_name'. The duplicate key value is (uk_email).
					""")
	void valueOfTheCallerCannotPassForOne(String message) {
		assertThat(this.problems.integrity(new SQLException(message, "23505"), true).code())
			.isEqualTo("ALREADY_EXISTS");
	}

}
