package dev.mishap.internal.rows.data;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.mishap.OverloadedException;
import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import dev.mishap.internal.Causes;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.input.InputRows;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
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

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.convert.ConversionFailedException;
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
import org.springframework.data.repository.query.Param;
import org.springframework.data.repository.support.QueryMethodParameterConversionException;
import org.springframework.data.rest.core.RepositoryConstraintViolationException;
import org.springframework.data.rest.webmvc.support.BackendId;
import org.springframework.data.rest.webmvc.support.ETagDoesntMatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
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

	/**
	 * Spring Data REST, as a bean of its own: it needs what handles input as well, and
	 * the others do without.
	 */
	public static final class OfDataRest implements ProblemRows {

		private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

		private static final int BAD_REQUEST = 400;

		private static final Problem INVALID_PARAMETER = Problem.of(BAD_REQUEST, "INVALID_PARAMETER");

		private static final int PRECONDITION_FAILED = 412;

		private final InputRows input;

		/**
		 * Creates the rows.
		 * @param input what is known of the input of a request
		 */
		public OfDataRest(InputRows input) {
			this.input = input;
		}

		@Override
		public void addTo(ProblemMappings.Builder mappings) {
			mappings.map(RepositoryConstraintViolationException.class,
					(exception, request) -> this.input.invalidBody(exception.getErrors(), request),
					this.input.validationFailed());
			mappings.map(ETagDoesntMatchException.class, OfDataRest::changedMeanwhile, Problem.of(PRECONDITION_FAILED));
			mappings.map(ConversionFailedException.class, this::unconverted, INVALID_PARAMETER);
			mappings.map(QueryMethodParameterConversionException.class,
					(exception) -> unconverted(exception.getParameter()), INVALID_PARAMETER, Problem.of(BAD_REQUEST));
		}

		private static Problem unconverted(MethodParameter parameter) {
			Param param = parameter.getParameterAnnotation(Param.class);
			parameter.initParameterNameDiscovery(NAMES);
			String name = (param != null) ? param.value() : parameter.getParameterName();
			return (name != null) ? InputRows.unconverted(Location.PARAMETER, name, parameter.getParameterType())
					: Problem.of(BAD_REQUEST);
		}

		/**
		 * The ID in a path is converted when the repository is asked, long after MVC has
		 * looked at the arguments. What else cannot be converted is not the client's.
		 */
		private @Nullable Problem unconverted(ConversionFailedException exception, ProblemRequest request) {
			boolean hasId = this.input.arguments(request)
				.stream()
				.anyMatch((argument) -> argument.hasParameterAnnotation(BackendId.class));
			String path = request.path();
			return (hasId && path != null && isSegment(exception.getValue(), path))
					? InputRows.unconverted(Location.PATH, "id", exception.getTargetType().getType()) : null;
		}

		private static boolean isSegment(@Nullable Object value, String path) {
			return value instanceof String text && PathContainer.parsePath(path)
				.elements()
				.stream()
				.anyMatch((element) -> element instanceof PathSegment segment && segment.valueToMatch().equals(text));
		}

		private static Problem changedMeanwhile(ETagDoesntMatchException exception) {
			HttpHeaders headers = exception.getExpectedETag().addTo(new HttpHeaders());
			String current = headers.getETag();
			Problem problem = Problem.of(PRECONDITION_FAILED);
			return (current != null) ? problem.withHeaders(Map.of(HttpHeaders.ETAG, List.of(current))) : problem;
		}

	}

	/**
	 * Names that a request brings along in its query and its path. A query to a database
	 * that fails because of a name is the caller's error only if the caller has sent that
	 * name, as something to sort by; otherwise it is a name that the application got
	 * wrong.
	 */
	static final class RequestedNames {

		/** What does not exist here is something that the caller wants to sort by. */
		static final Problem UNSORTABLE = Problem.of(400).withWording(Wording.of("BAD_REQUEST.sort"));

		private static final int MAX_LENGTH = 8192;

		private static final Pattern PATH_OF_PROPERTIES = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$.]*");

		private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

		/** Words of Spring Data, for what is more than a property. */
		private static final String SORT_EXPRESSION = "Sort expression '";

		/** SQLSTATE of a column that does not exist, in X/Open's words and in others'. */
		private static final Set<String> NO_COLUMN = Set.of("42S22", "42703");

		private final Set<String> names = new LinkedHashSet<>();

		private RequestedNames(ProblemRequest request) {
			addAll(request.query(), "&");
			addAll(request.path(), "/");
		}

		private void addAll(@Nullable String encoded, String separator) {
			if (encoded == null || encoded.length() > MAX_LENGTH) {
				return;
			}
			for (String part : encoded.split(separator)) {
				String value = decode(part.substring(part.indexOf('=') + 1));
				for (String name : value.split(",")) {
					if (!name.isBlank()) {
						this.names.add(name.strip().toLowerCase(Locale.ROOT));
					}
				}
			}
		}

		private static String decode(String value) {
			try {
				return URLDecoder.decode(value, StandardCharsets.UTF_8);
			}
			catch (IllegalArgumentException ignored) {
				// the handler could not read it either
				return value;
			}
		}

		/**
		 * Returns the problem of a property that does not exist.
		 * @return the problem, or {@code null} if the request has not named the property
		 */
		static @Nullable Problem property(String name, ProblemRequest request) {
			return new RequestedNames(request).hasPart(name) ? UNSORTABLE : null;
		}

		/**
		 * Returns the problem of a query that cannot be made or run.
		 * @return the problem, or {@code null} if that is not because of what the request
		 * has named
		 */
		static @Nullable Problem query(Throwable exception, ProblemRequest request) {
			RequestedNames requested = new RequestedNames(request);
			return (Causes.find(exception, requested::isBlamedBy) != null) ? UNSORTABLE : null;
		}

		private boolean isBlamedBy(Throwable exception) {
			String message = exception.getMessage();
			if (message == null) {
				return false;
			}
			if (message.startsWith(SORT_EXPRESSION)) {
				String expression = message.substring(SORT_EXPRESSION.length()).toLowerCase(Locale.ROOT);
				return this.names.stream().anyMatch((name) -> expression.startsWith(name + ": "));
			}
			if (exception instanceof SQLException sql) {
				return NO_COLUMN.contains(String.valueOf(sql.getSQLState())) && isMissingColumn(message);
			}
			String type = exception.getClass().getName();
			if (!type.startsWith("org.hibernate.query.") && !type.startsWith("org.eclipse.persistence.")) {
				return false;
			}
			return type.endsWith("SyntaxException") ? isBlamedForSyntax(message) : isUnresolved(message);
		}

		/**
		 * What cannot be resolved is the first thing in quotes. The query itself may
		 * follow in brackets, with names that are right.
		 */
		private boolean isUnresolved(String message) {
			Matcher quoted = QUOTED.matcher(message.split("\\[", 2)[0]);
			return quoted.find() && hasPart(quoted.group(1).substring(quoted.group(1).lastIndexOf('.') + 1));
		}

		/** Of a name that is none, the message has only what the parser stumbled over. */
		private boolean isBlamedForSyntax(String message) {
			String query = message.toLowerCase(Locale.ROOT);
			int order = query.lastIndexOf("order by");
			return order >= 0 && this.names.stream()
				.anyMatch((name) -> !PATH_OF_PROPERTIES.matcher(name).matches() && query.indexOf(name, order) >= 0);
		}

		/** What follows the first line or sentence is mostly the SQL. */
		private boolean isMissingColumn(String message) {
			String words = message.split("[;\n]", 2)[0].toLowerCase(Locale.ROOT);
			return this.names.stream()
				.anyMatch((name) -> Pattern
					.compile("(?<![\\p{L}\\p{N}_$])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_$])")
					.matcher(words)
					.find());
		}

		/**
		 * Returns whether a name was sent, alone or as a step of a path of properties.
		 */
		private boolean hasPart(String name) {
			String wanted = name.toLowerCase(Locale.ROOT);
			for (String requested : this.names) {
				if (requested.equals(wanted)) {
					return true;
				}
				for (String step : requested.split("[._]")) {
					if (step.equals(wanted)) {
						return true;
					}
				}
			}
			return false;
		}

	}

	/**
	 * What a database's refusal means for the caller. No text of a database gets into a
	 * problem: it names tables, columns and values.
	 */
	static final class DataProblems {

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

		/** MySQL and MariaDB name the value before the constraint. */
		private static final Pattern VALUE_FIRST = Pattern.compile("(?:\\(conn=\\d+\\) )?Duplicate entry '");

		/** Where H2, PostgreSQL and SQL Server begin with the values. */
		private static final Pattern VALUES = Pattern.compile("VALUES \\(|Detail: |\\)=\\(|key value is \\(");

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
			return Pattern.compile(
					"(?<![A-Za-z0-9_$])" + Pattern.quote(name) + "(?:_INDEX_[0-9A-Za-z]+)?(?![A-Za-z0-9_$])",
					Pattern.CASE_INSENSITIVE);
		}

		/**
		 * Returns the problem of a concurrent change: where the request had a
		 * precondition, that one does not hold (RFC 9110, section 13.1.1).
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
			this.codes.values()
				.stream()
				.map(Code::code)
				.distinct()
				.forEach((code) -> problems.add(Problem.of(409, code)));
			return problems.toArray(new Problem[0]);
		}

		/**
		 * Returns the code of the constraint that the message of a database names first,
		 * beside the values, which are the caller's.
		 */
		private @Nullable String codeIn(Refusal refusal) {
			String message = refusal.message();
			String state = refusal.state();
			if (message == null || (state != null && !state.startsWith(INTEGRITY))) {
				return null;
			}
			String names = withoutValues(message);
			String found = null;
			int first = Integer.MAX_VALUE;
			for (Code candidate : this.codes.values()) {
				Matcher matcher = candidate.pattern().matcher(names);
				if (matcher.find() && matcher.start() < first) {
					first = matcher.start();
					found = candidate.code();
				}
			}
			return found;
		}

		/** A caller could send the name of a constraint as a value. */
		private static String withoutValues(String message) {
			if (VALUE_FIRST.matcher(message).lookingAt()) {
				return message.substring(Math.max(message.lastIndexOf(" for key "), 0));
			}
			Matcher values = VALUES.matcher(message);
			return values.find() ? message.substring(0, values.start()) : message;
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
		 * Returns the problem of a connection that was not to be had: a pool that is
		 * empty says so by a time-out without a state, a database that is down by another
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
				return (cause instanceof R2dbcException refused)
						? new Refusal(refused.getMessage(), refused.getSqlState()) : otherwise;
			}

		}

		private record Code(String code, Pattern pattern) {

		}

	}

}
