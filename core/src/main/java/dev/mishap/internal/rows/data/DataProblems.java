package dev.mishap.internal.rows.data;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.mishap.OverloadedException;
import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.Causes;
import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * What a database's refusal means for the caller. No text of a database gets into a
 * problem: it names tables, columns and values.
 */
final class DataProblems {

	/** Somebody else has changed what this request wants to change. */
	static final Problem STALE = Problem.of(409, "CONCURRENT_CHANGE");

	/** The version that the caller's precondition names is not the present one. */
	static final Problem PRECONDITION_FAILED = Problem.of(412);

	/** The database cannot be reached, or has failed this time only. */
	static final Problem UNAVAILABLE = Problem.of(503);

	/** Every connection is in use. */
	static final Problem OVERLOADED = Problem.of(503, OverloadedException.DEFAULT_CODE);

	private static final Problem EXISTS = Problem.of(409, "ALREADY_EXISTS");

	private static final Problem CONFLICT = Problem.of(409, "DATA_CONFLICT");

	/** SQLSTATE class of broken constraints (ISO 9075-2, 24.1). */
	private static final String INTEGRITY = "23";

	private static final String DATA = "22";

	private static final String UNIQUE = "23505";

	private static final boolean R2DBC = ClassUtils.isPresent("io.r2dbc.spi.R2dbcException",
			DataProblems.class.getClassLoader());

	private final Map<String, Code> codes;

	/**
	 * Creates the problems.
	 * @param constraints the code of each constraint, by its name in any case
	 */
	DataProblems(Map<String, String> constraints) {
		Map<String, Code> codes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		constraints.forEach((name, code) -> codes.put(name, new Code(code, pattern(name))));
		this.codes = codes;
	}

	/** H2 speaks of the index behind a constraint, which is named after it. */
	private static Pattern pattern(String name) {
		return Pattern.compile("(?<![A-Za-z0-9_$])" + Pattern.quote(name) + "(?:_INDEX_[0-9A-Za-z]+)?(?![A-Za-z0-9_$])",
				Pattern.CASE_INSENSITIVE);
	}

	/**
	 * Returns the problem of a concurrent change: where the request had a precondition,
	 * that one does not hold (RFC 9110, section 13.1.1).
	 */
	static Problem stale(ProblemRequest request) {
		boolean conditional = request.header("If-Match") != null || request.header("If-Unmodified-Since") != null;
		return conditional ? PRECONDITION_FAILED : STALE;
	}

	/** Returns the problem of a constraint that does not hold. */
	Problem integrity(Throwable exception, boolean unique) {
		Refusal refusal = refusal(exception);
		String code = (refusal != null) ? codeIn(refusal) : null;
		if (code != null) {
			return Problem.of(409, code);
		}
		String state = (refusal != null) ? refusal.state() : null;
		if (unique || UNIQUE.equals(state)) {
			return EXISTS;
		}
		// a value that the column cannot take was to be found by validation
		boolean value = state != null && state.startsWith(DATA);
		return value ? Problem.of(500) : CONFLICT;
	}

	/** Returns the problems that a constraint which does not hold can lead to. */
	Problem[] ofIntegrity() {
		List<Problem> problems = new ArrayList<>(List.of(ofUniqueness()));
		problems.add(CONFLICT);
		problems.add(Problem.of(500));
		return problems.toArray(new Problem[0]);
	}

	/** Returns the problems that a unique constraint can lead to. */
	Problem[] ofUniqueness() {
		List<Problem> problems = new ArrayList<>(List.of(EXISTS));
		this.codes.values().stream().map(Code::code).distinct().forEach((code) -> problems.add(Problem.of(409, code)));
		return problems.toArray(new Problem[0]);
	}

	/**
	 * Returns the code of the constraint that the message of a database names first; what
	 * it says of values comes after that.
	 */
	private @Nullable String codeIn(Refusal refusal) {
		String message = refusal.message();
		String state = refusal.state();
		if (message == null || (state != null && !state.startsWith(INTEGRITY))) {
			return null;
		}
		String found = null;
		int first = Integer.MAX_VALUE;
		for (Code candidate : this.codes.values()) {
			Matcher matcher = candidate.pattern().matcher(message);
			if (matcher.find() && matcher.start() < first) {
				first = matcher.start();
				found = candidate.code();
			}
		}
		return found;
	}

	/** Returns the innermost one, which is the database's own. */
	private static @Nullable Refusal refusal(Throwable exception) {
		Refusal found = null;
		for (Throwable cause : Causes.chain(exception)) {
			if (cause instanceof SQLException sql) {
				found = new Refusal(sql.getMessage(), sql.getSQLState());
			}
			else if (R2DBC) {
				found = OfR2dbc.refusal(cause, found);
			}
		}
		return found;
	}

	/**
	 * Returns the problem of a connection that was not to be had: a pool that is empty
	 * says so by a time-out without a state, a database that is down by another
	 * exception.
	 */
	static Problem noConnection(Throwable exception) {
		Throwable empty = Causes.find(exception,
				(cause) -> cause instanceof SQLTransientConnectionException && Causes.of(cause) == null);
		return (empty != null) ? OVERLOADED : UNAVAILABLE;
	}

	/** What a database says of a refusal, by whichever way it was asked. */
	private record Refusal(@Nullable String message, @Nullable String state) {

	}

	/** R2DBC, which may be absent. */
	private static final class OfR2dbc {

		static @Nullable Refusal refusal(Throwable cause, @Nullable Refusal otherwise) {
			return (cause instanceof R2dbcException refused) ? new Refusal(refused.getMessage(), refused.getSqlState())
					: otherwise;
		}

	}

	private record Code(String code, Pattern pattern) {

	}

}
