package dev.mishap.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.mishap.Problem;
import dev.mishap.ProblemCatalogue.InvalidEntryException;
import dev.mishap.autoconfigure.MishapProperties.InvalidPropertyException;
import dev.mishap.internal.Causes;
import dev.mishap.internal.Codes;
import dev.mishap.internal.body.MemberNames;
import dev.mishap.internal.input.InputRows.ConstraintWords;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Refuses values that can be read but make no sense, and says what to write instead. Keys
 * are those of the record that is checked; the binder knows what stands before them, and
 * {@link MishapFailureAnalyzer} puts both together.
 */
final class PropertyChecks {

	/** RFC 9110, section 5.6.2. */
	private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

	private static final Pattern CHALLENGE = Pattern.compile(TOKEN + "( [^\\p{Cntrl}]+)?");

	private static final Pattern PROTOCOLS = Pattern
		.compile("[A-Za-z0-9!#$%&'*+.^_`|~/-]+(\\s*,\\s*[A-Za-z0-9!#$%&'*+.^_`|~/-]+)*");

	private PropertyChecks() {
	}

	private static void check(boolean valid, String key, String complaint, String remedy) {
		if (!valid) {
			throw new InvalidPropertyException(key, complaint, remedy);
		}
	}

	/** Refuses what is no path pattern, or one that no path can match. */
	static void paths(String key, List<String> patterns) {
		for (String pattern : patterns) {
			path(key, pattern);
		}
	}

	static void path(String key, @Nullable String pattern) {
		String remedy = "Write a pattern of the path below the context path, such as /admin/** or /users/{id}.";
		if (pattern == null) {
			throw new InvalidPropertyException(key, "no path pattern is given.", remedy);
		}
		check(pattern.startsWith("/"), key, "'" + pattern + "' does not begin with a slash.", remedy);
		try {
			PathPatternParser.defaultInstance.parse(pattern);
		}
		catch (PatternParseException ex) {
			throw new InvalidPropertyException(key,
					"'" + pattern + "' is not a path pattern, see position " + ex.getPosition() + ".", remedy);
		}
	}

	static void plainPath(String key, String path) {
		check(path.matches("(/[A-Za-z0-9._~-]+)+"), key, "'" + printable(path) + "' is not a path of plain names.",
				"Write a path below the context path that does not end with a slash, such as /problems or /docs/errors.");
	}

	static void fieldName(String key, String name) {
		check(name.matches(TOKEN), key, "'" + printable(name) + "' is not the name of a header field.",
				"Write a name of letters, digits and hyphens, such as X-Request-Id.");
	}

	static void challenge(String key, String challenge) {
		check(CHALLENGE.matcher(challenge).matches(), key, "'" + printable(challenge) + "' is not a challenge.",
				"Write a scheme and its parameters in one line, such as Bearer realm=\"api\".");
	}

	static void protocols(String key, @Nullable String protocols) {
		check(protocols == null || PROTOCOLS.matcher(protocols).matches(), key,
				"'" + printable(String.valueOf(protocols)) + "' is not a list of protocols.",
				"Write their names with commas between them, such as HTTP/2.0, websocket.");
	}

	private static String printable(String text) {
		return text.replaceAll("\\p{Cntrl}", "?");
	}

	static void positive(String key, Duration time) {
		check(!time.isNegative() && !time.isZero(), key, "the time has to be positive.",
				"Write a time to wait, such as 10s.");
	}

	static void notNegative(String key, Duration time) {
		check(!time.isNegative(), key, "the time must not be negative.", "Write 0s for none, or a time such as 5s.");
	}

	static void positive(String key, int number) {
		check(number > 0, key, number + " is not a positive number.", "Write a whole number from 1, such as 50.");
	}

	static void clientStatus(String key, int status) {
		check(status >= 400 && status <= 499, key, status + " is not the status of a mistake of the caller.",
				"Write a status from 400 to 499, such as 400 or 422.");
	}

	static void code(String key, @Nullable String code, String remedy) {
		check(code != null, key, "no code is given.", remedy);
		check(code == null || Problem.isCode(code), key, "'" + code + "' is not the code of a problem.", remedy);
	}

	static void constraint(String key, @Nullable String name) {
		String remedy = "Write the name of the annotation, such as Size, or the code that it has by itself, such as SIZE.";
		check(name != null, key, "no constraint is named.", remedy);
		check(name == null || !ConstraintWords.codes(name).isEmpty(), key, "'" + name + "' is not a constraint.",
				remedy);
	}

	/** Refuses an entry that repeats another one. */
	static void once(String key, @Nullable Object other, String otherKey) {
		check(other == null, key, "the same is already set by " + otherKey + ".", "Remove one of the two entries.");
	}

	static void size(String key, @Nullable DataSize size) {
		check(size != null, key, "no size is given.", "Write a size such as 10MB, or -1B for no limit.");
	}

	static void traceBudget(String key, int budget) {
		check(budget >= 0, key, budget + " is negative.",
				"Write how many traces of one class of exceptions are logged in a minute, 0 for none.");
	}

	/** Refuses a rule of the log that can never apply. */
	static void rule(List<String> exceptions, List<String> codes, List<Integer> statuses) {
		check(!exceptions.isEmpty() || !codes.isEmpty() || !statuses.isEmpty(), "",
				"the rule says neither for which exception, code nor status.", "Add exception, code or status.");
		codes.forEach((code) -> code("code", code,
				"Write it in UPPER_SNAKE, 1 to 63 characters: " + codeFor(String.valueOf(code)) + "."));
		statuses.forEach((status) -> check(status >= 400 && status <= 599, "status",
				status + " is not the status of an error.", "Write a status from 400 to 599, such as 404."));
	}

	/** Refuses an entry without any effect. */
	static void any(String key, String complaint, String remedy, @Nullable Object... values) {
		for (Object value : values) {
			if (value != null) {
				return;
			}
		}
		throw new InvalidPropertyException(key, complaint, remedy);
	}

	/** Refuses a base with which no URI can begin. */
	static void base(String key, @Nullable String base) {
		try {
			URI.create((base != null) ? base + "x" : "x");
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(key, "'" + base + "' is not the start of a URI.",
					"Write an address that the rest is put behind, such as https://errors.example.org/ or urn:request:.");
		}
	}

	/** Returns the names of the members of a body by their keys. */
	static MemberNames members(String key, Map<String, String> members) {
		Map<String, String> names = new LinkedHashMap<>();
		members.forEach((standard, name) -> names.put(standard.replace('-', '_'), name));
		try {
			return MemberNames.of(names);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(key, ex.getMessage() + ".",
					"Rename type, title, status, detail, instance, code, request-id or errors to a name of letters, "
							+ "digits and underscores.");
		}
	}

	/** Returns what a text becomes as a code. */
	static String codeFor(String text) {
		String code = Codes.ofException(text.replaceFirst("^[^A-Za-z]+", ""));
		return (code != null) ? code : "OUT_OF_STOCK";
	}

	/**
	 * Says which key under {@code mishap}, or which problem of a catalogue, stopped the
	 * start, and what to write instead. Before the analyzer of Boot, which knows that a
	 * value could not be bound, but not why.
	 */
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static final class MishapFailureAnalyzer implements FailureAnalyzer {

		@Override
		public @Nullable FailureAnalysis analyze(Throwable failure) {
			BindException binding = Causes.find(failure, BindException.class);
			InvalidPropertyException refused = Causes.find(failure, InvalidPropertyException.class);
			if (refused != null) {
				return new FailureAnalysis(key(binding, refused.key()) + ": " + refused.getMessage(), refused.remedy(),
						refused);
			}
			InvalidEntryException catalogue = Causes.find(failure, InvalidEntryException.class);
			if (catalogue != null) {
				return new FailureAnalysis("Catalogue of problems: " + catalogue.getMessage(), catalogue.remedy(),
						catalogue);
			}
			return (binding != null) ? unreadable(binding) : null;
		}

		/** What was found while binding is named by its key within the record. */
		private static String key(@Nullable BindException binding, String key) {
			if (binding == null) {
				return key;
			}
			return key.isEmpty() ? binding.getName().toString() : binding.getName() + "." + key;
		}

		/** Says what a value that has the wrong type may look like. */
		private static @Nullable FailureAnalysis unreadable(BindException cause) {
			String key = cause.getName().toString();
			if (!key.startsWith("mishap.")) {
				return null;
			}
			UnboundConfigurationPropertiesException unbound = Causes.find(cause,
					UnboundConfigurationPropertiesException.class);
			if (unbound != null) {
				return new FailureAnalysis(
						unbound.getUnboundProperties()
							.stream()
							.map((property) -> property.getName() + " (" + property.getOrigin() + ")")
							.collect(Collectors.joining(", ", key + ": nothing is bound to ", ".")),
						"Write only keys that there are, and number the entries of a list from 0, without a gap.",
						cause);
			}
			ResolvableType target = cause.getTarget().getType();
			ResolvableType value = target.asCollection().equals(ResolvableType.NONE) ? target : target.getGeneric(0);
			Class<?> type = value.resolve(Object.class);
			if (type.isRecord() || Map.class.isAssignableFrom(type)) {
				return new FailureAnalysis(key + ": a value stands where keys belong.", remedyForKeys(type), cause);
			}
			ConfigurationProperty property = cause.getProperty();
			String remedy = remedy(ClassUtils.resolvePrimitiveIfNecessary(type));
			if (property == null || remedy == null) {
				return null;
			}
			return new FailureAnalysis(
					key + ": '" + property.getValue() + "' cannot be read (" + property.getOrigin() + ").", remedy,
					cause);
		}

		private static String remedyForKeys(Class<?> type) {
			return type.isRecord()
					? "Write its keys below it: " + String.join(", ", UnknownKeysCheck.Keys.of(type)) + "."
					: "Write names below it, each with its value.";
		}

		private static @Nullable String remedy(Class<?> type) {
			if (type.isEnum()) {
				return "Write one of " + Arrays.stream(type.getEnumConstants())
					.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
					.collect(Collectors.joining(", ")) + ".";
			}
			if (type == Boolean.class) {
				return "Write true or false.";
			}
			if (type == Integer.class) {
				return "Write a whole number.";
			}
			if (type == Duration.class) {
				return "Write a time with its unit, such as 30s or 2m.";
			}
			if (type == DataSize.class) {
				return "Write a size with its unit, such as 10MB.";
			}
			return (type == URI.class)
					? "Write an address without spaces, such as https://shop.example/problems/closed." : null;
		}

	}

}
