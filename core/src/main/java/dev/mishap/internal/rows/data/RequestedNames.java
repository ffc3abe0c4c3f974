package dev.mishap.internal.rows.data;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import dev.mishap.Wording;
import dev.mishap.internal.Causes;
import org.jspecify.annotations.Nullable;

/**
 * Names that a request brings along in its query and its path. A query to a database that
 * fails because of a name is the caller's error only if the caller has sent that name, as
 * something to sort by; otherwise it is a name that the application got wrong.
 */
final class RequestedNames {

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
	 * @return the problem, or {@code null} if that is not because of what the request has
	 * named
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
	 * What cannot be resolved is the first thing in quotes. The query itself may follow
	 * in brackets, with names that are right.
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
			.anyMatch((name) -> Pattern.compile("(?<![\\p{L}\\p{N}_$])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_$])")
				.matcher(words)
				.find());
	}

	/** Returns whether a name was sent, alone or as a step of a path of properties. */
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
