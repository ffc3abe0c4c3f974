package dev.mishap.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the keys below {@code error.handling} are called here, after
 * <a href="https://wimdeblauwe.github.io/error-handling-spring-boot-starter/">its
 * documentation</a>.
 */
final class ErrorHandlingKeys {

	private static final String PREFIX = "error.handling.";

	/** Codes that the library gives to constraints by itself. */
	private static final Map<String, String> CODES = new TreeMap<>(Map.ofEntries(
			Map.entry("AssertFalse", "REQUIRED_FALSE"), Map.entry("AssertTrue", "REQUIRED_TRUE"),
			Map.entry("DecimalMax", "DECIMAL_VALUE_GREATER_THAN_MAX"),
			Map.entry("DecimalMin", "DECIMAL_VALUE_LESS_THAN_MIN"), Map.entry("Digits", "INVALID_DIGITS"),
			Map.entry("Email", "INVALID_EMAIL"), Map.entry("Future", "DATE_SHOULD_BE_IN_FUTURE"),
			Map.entry("FutureOrPresent", "DATE_SHOULD_BE_PRESENT_OR_IN_FUTURE"),
			Map.entry("Max", "VALUE_GREATER_THAN_MAX"), Map.entry("Min", "VALUE_LESS_THAN_MIN"),
			Map.entry("Negative", "VALUE_SHOULD_BE_NEGATIVE"),
			Map.entry("NegativeOrZero", "VALUE_SHOULD_BE_NEGATIVE_OR_ZERO"),
			Map.entry("NotBlank", "REQUIRED_NOT_BLANK"), Map.entry("NotEmpty", "REQUIRED_NOT_EMPTY"),
			Map.entry("NotNull", "REQUIRED_NOT_NULL"), Map.entry("Null", "REQUIRED_NULL"),
			Map.entry("Past", "DATE_SHOULD_BE_IN_PAST"),
			Map.entry("PastOrPresent", "DATE_SHOULD_BE_PRESENT_OR_IN_PAST"),
			Map.entry("Pattern", "REGEX_PATTERN_VALIDATION_FAILED"), Map.entry("Positive", "VALUE_SHOULD_BE_POSITIVE"),
			Map.entry("PositiveOrZero", "VALUE_SHOULD_BE_POSITIVE_OR_ZERO"), Map.entry("Size", "INVALID_SIZE")));

	/** Keys whose effect is the default here, or has no counterpart that is missed. */
	private static final Set<String> NOTHING_TO_DO = Set.of("enabled=true", "http-status-in-json-response=true",
			"http-status-in-json-response=false", "default-error-code-strategy=all_caps", "add-path-to-error=true",
			"search-super-class-hierarchy=true", "handle-filter-chain-exceptions=true");

	/** What to do about keys that have no counterpart. */
	private static final Map<String, String> HINTS = Map.of("add-path-to-error=false",
			"take path out of the writer of the old body, if you use that", "exception-logging=message_only",
			"5xx are logged with their trace; to change that, list them in mishap.log.rules with trace: false");

	/** Statuses that exceptions of Spring have by themselves. */
	private static final Map<String, String> OF_SPRING = statusesOfSpring();

	/** What a status such as {@code 4xx} stands for, as far as it is common. */
	private static final Map<String, String> SERIES = Map.of("4xx",
			"400,401,403,404,405,406,409,410,412,413,415,422,428,429", "5xx", "500,501,502,503,504");

	private final Map<String, String> statuses;

	private final Set<String> usedConstraints;

	/**
	 * Creates it.
	 * @param statuses the exceptions of the application, with the status that their class
	 * has by annotation, empty if none
	 * @param usedConstraints the constraints of Bean Validation that the application uses
	 */
	ErrorHandlingKeys(Map<String, String> statuses, Set<String> usedConstraints) {
		this.statuses = statuses;
		this.usedConstraints = usedConstraints;
	}

	static boolean isOne(String key) {
		return canonical(key).startsWith("error.handling.");
	}

	/** Returns a key with its fixed names in kebab-case and in lower case. */
	private static String canonical(String key) {
		String[] parts = key.split("\\.", 4);
		for (int i = 0; i < Math.min(parts.length, 3); i++) {
			parts[i] = parts[i].replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
		}
		return String.join(".", parts);
	}

	private static Map<String, String> statusesOfSpring() {
		Map<String, String> statuses = new HashMap<>();
		String security = "org.springframework.security.";
		for (String name : List.of("core.AuthenticationException", "core.userdetails.UsernameNotFoundException",
				"authentication.AccountExpiredException", "authentication.AccountStatusException",
				"authentication.AuthenticationCredentialsNotFoundException", "authentication.BadCredentialsException",
				"authentication.CredentialsExpiredException", "authentication.DisabledException",
				"authentication.InsufficientAuthenticationException", "authentication.LockedException",
				"authentication.ProviderNotFoundException", "authentication.password.CompromisedPasswordException",
				"oauth2.core.OAuth2AuthenticationException", "oauth2.server.resource.InvalidBearerTokenException",
				"web.authentication.preauth.PreAuthenticatedCredentialsNotFoundException",
				"web.authentication.rememberme.RememberMeAuthenticationException",
				"web.authentication.session.SessionAuthenticationException",
				"web.authentication.www.NonceExpiredException")) {
			statuses.put(security + name, "401");
		}
		for (String name : List.of("access.AccessDeniedException", "authorization.AuthorizationDeniedException",
				"web.csrf.CsrfException", "web.csrf.InvalidCsrfTokenException", "web.csrf.MissingCsrfTokenException",
				"web.server.csrf.CsrfException")) {
			statuses.put(security + name, "403");
		}
		for (String name : List.of("AuthenticationServiceException", "InternalAuthenticationServiceException")) {
			statuses.put(security + "authentication." + name, "503");
		}
		for (String name : List.of("web.firewall.RequestRejectedException",
				"web.server.firewall.ServerExchangeRejectedException")) {
			statuses.put(security + name, "400");
		}
		// 400 where it is 422 by default here, as the recipe keeps that
		for (String name : List.of("http.converter.HttpMessageNotReadableException",
				"web.bind.MethodArgumentNotValidException", "validation.BindException",
				"web.method.annotation.HandlerMethodValidationException",
				"web.bind.MissingServletRequestParameterException", "web.bind.MissingRequestHeaderException",
				"web.bind.MissingRequestCookieException", "web.bind.MissingRequestValueException",
				"web.bind.ServletRequestBindingException", "web.multipart.support.MissingServletRequestPartException",
				"web.method.annotation.MethodArgumentTypeMismatchException", "beans.TypeMismatchException")) {
			statuses.put("org.springframework." + name, "400");
		}
		statuses.put("jakarta.validation.ConstraintViolationException", "400");
		statuses.put("org.springframework.web.servlet.resource.NoResourceFoundException", "404");
		statuses.put("org.springframework.web.servlet.NoHandlerFoundException", "404");
		statuses.put("org.springframework.web.HttpRequestMethodNotSupportedException", "405");
		statuses.put("org.springframework.web.HttpMediaTypeNotAcceptableException", "406");
		statuses.put("org.springframework.web.HttpMediaTypeNotSupportedException", "415");
		statuses.put("org.springframework.web.multipart.MaxUploadSizeExceededException", "413");
		statuses.put("org.springframework.dao.OptimisticLockingFailureException", "409");
		statuses.put("org.springframework.orm.ObjectOptimisticLockingFailureException", "409");
		statuses.put("org.springframework.orm.jpa.JpaOptimisticLockingFailureException", "409");
		statuses.put("jakarta.persistence.OptimisticLockException", "409");
		return Map.copyOf(statuses);
	}

	/**
	 * Moves the keys of a profile. Lists are not merged across files, as the maps of the
	 * library were, so each list of the profile repeats the entries of the application.
	 * @param keys the keys of the profile
	 * @param base the keys of the whole application
	 */
	MovedKeys move(Map<String, String> keys, Map<String, String> base) {
		MovedKeys own = move(keys, false);
		MovedKeys whole = move(base, true);
		MovedKeys both = move(merged(base, keys), true);
		boolean repeats = false;
		if (!own.mappings.isEmpty()) {
			repeats |= !own.mappings.keySet().containsAll(both.mappings.keySet());
			own.mappings.clear();
			own.mappings.putAll(both.mappings);
		}
		if (!own.constraints.isEmpty()) {
			repeats |= !own.constraints.keySet().containsAll(both.constraints.keySet());
			own.constraints.clear();
			own.constraints.putAll(both.constraints);
		}
		if (!own.rules.isEmpty()) {
			repeats |= own.rules.size() != both.rules.size();
			own.rules.clear();
			own.rules.addAll(both.rules);
		}
		if (repeats) {
			own.notes.add("lists are not merged across files and profiles, "
					+ "so these repeat the entries of the whole application");
		}
		// what the two say together, such as a status there and a code here, needs no
		// check
		own.todos.retainAll(both.todos);
		both.todos.stream()
			.filter((todo) -> !whole.todos.contains(todo) && !own.todos.contains(todo))
			.forEach(own.todos::add);
		return own;
	}

	/** Returns keys of two files as Boot binds them: maps are merged, lists are not. */
	private static Map<String, String> merged(Map<String, String> base, Map<String, String> over) {
		Map<String, String> merged = new LinkedHashMap<>();
		base.forEach((key, value) -> merged.put(plain(key), value));
		over.keySet().forEach((key) -> {
			String list = canonical(key).replaceAll("\\[\\d+]$", "");
			if (list.split("\\.").length == 3) {
				merged.keySet().removeIf((old) -> old.equals(list) || old.matches(Pattern.quote(list) + "\\[\\d+]"));
			}
		});
		over.forEach((key, value) -> merged.put(plain(key), value));
		return merged;
	}

	/** Returns a key in the one way of the many that Boot reads. */
	private static String plain(String key) {
		return canonical(key).replaceAll("^([^\\[]*?)\\.?\\[([^\\]]*\\D[^\\]]*)]$", "$1.$2");
	}

	/**
	 * Moves keys.
	 * @param keys the keys with their values, in their order
	 * @param main whether they are those of the whole application, and not of a profile
	 */
	MovedKeys move(Map<String, String> keys, boolean main) {
		MovedKeys moved = new MovedKeys();
		Map<String, Map<String, String>> exceptions = new LinkedHashMap<>();
		keys.forEach((key, value) -> {
			moved.any = true;
			String rest = canonical(key).substring(PREFIX.length());
			int dot = rest.indexOf('.');
			String group = (dot < 0) ? rest.replaceAll("\\[\\d+]$", "") : rest.substring(0, dot);
			String name = (dot < 0) ? "" : rest.substring(dot + 1).replaceAll("^\\[(.*)]$", "$1");
			switch (group) {
				case "http-statuses" -> exception(exceptions, name).put("status", status(value));
				case "codes" -> {
					if (isException(name)) {
						exception(exceptions, name).put("code", value);
					}
					else {
						constraint(moved, name).put("code", value);
					}
				}
				case "messages" -> {
					if (isException(name)) {
						exception(exceptions, name).put("detail", value);
					}
					else {
						constraint(moved, name).put("detail", value);
					}
				}
				case "full-stacktrace-classes" -> {
					for (String one : value.split(",")) {
						rule(moved.rules, "exception", one.strip(), "trace", "true");
					}
				}
				case "full-stacktrace-http-statuses" -> traces(moved, value);
				case "log-levels" -> level(moved, name, value);
				case "json-field-names" -> member(moved, name, value);
				default -> {
					String pair = group + "=" + value.toLowerCase(Locale.ROOT).replace('-', '_');
					String hint = HINTS.get(pair);
					if (hint != null) {
						moved.todos.add(PREFIX + rest + "=" + value + ": " + hint);
					}
					else if (!NOTHING_TO_DO.contains(pair)) {
						moved.todos.add(PREFIX + rest + "=" + value + " has no counterpart, see docs/migrating.md");
					}
				}
			}
		});
		moved.series.forEach((series) -> series(moved, series));
		exceptions.forEach((name, said) -> mapping(moved, name, said));
		moved.constraints.values().forEach((constraint) -> code(moved, constraint));
		if (main) {
			moved.validationStatus = 400;
			for (String constraint : CODES.keySet()) {
				if (this.usedConstraints.contains(constraint)) {
					constraint(moved, constraint).putIfAbsent("code", String.valueOf(CODES.get(constraint)));
				}
			}
		}
		return moved;
	}

	private static Map<String, String> exception(Map<String, Map<String, String>> exceptions, String name) {
		return exceptions.computeIfAbsent(name, (key) -> new HashMap<>());
	}

	private boolean isException(String name) {
		return this.statuses.containsKey(name) || name.matches(".*(Exception|Error|Throwable)");
	}

	private static Map<String, String> constraint(MovedKeys moved, String name) {
		return moved.constraints.computeIfAbsent(name, (key) -> {
			int dot = name.lastIndexOf('.');
			Map<String, String> entry = new LinkedHashMap<>();
			entry.put("name", name.substring(dot + 1));
			if (dot > 0) {
				entry.put("field", name.substring(0, dot).replaceAll("\\[\\d+]", "[]"));
			}
			return entry;
		});
	}

	private void mapping(MovedKeys moved, String name, Map<String, String> said) {
		Map<String, String> mapping = new LinkedHashMap<>();
		mapping.put("exception", name);
		String status = said.get("status");
		if (status == null) {
			String ofClass = this.statuses.get(name);
			String ofSpring = OF_SPRING.get(name);
			status = (ofClass == null || ofClass.isEmpty()) ? Objects.requireNonNullElse(ofSpring, "500") : ofClass;
			if (ofClass == null && ofSpring == null) {
				moved.todos.add("check the status of " + name + ", for which there was none but that of the library");
			}
		}
		mapping.put("status", status);
		for (String part : List.of("code", "detail")) {
			String value = said.get(part);
			if (value != null && !value.isEmpty()) {
				mapping.put(part, value);
			}
		}
		code(moved, mapping);
		moved.mappings.put(name, mapping);
	}

	/** Codes are UPPER_SNAKE here. */
	private static void code(MovedKeys moved, Map<String, String> entry) {
		String code = entry.get("code");
		if (code == null) {
			return;
		}
		String own = Names.code(code);
		if (!own.equals(code)) {
			entry.put("code", own);
			moved.todos.add("clients know " + own + " as " + code + "; codes are UPPER_SNAKE here");
		}
	}

	private static String status(String value) {
		Integer number = Names.status(value);
		return (number != null) ? number.toString() : value;
	}

	private static void rule(List<Map<String, String>> rules, String what, String which, String how, String value) {
		for (Map<String, String> rule : rules) {
			if (which.equals(rule.get(what))) {
				rule.put(how, value);
				return;
			}
		}
		Map<String, String> rule = new LinkedHashMap<>();
		rule.put(what, which);
		rule.put(how, value);
		rules.add(rule);
	}

	private static void traces(MovedKeys moved, String values) {
		for (String value : values.split(",")) {
			status(moved, value.strip(), "trace", "true", "full-stacktrace-http-statuses " + value.strip());
		}
	}

	private static void level(MovedKeys moved, String name, String value) {
		status(moved, name, "level", value.toLowerCase(Locale.ROOT), "log-levels " + name + ": " + value);
	}

	/** A status may be in one rule only, and what is said of itself counts. */
	private static void series(MovedKeys moved, Map<String, String> series) {
		List<String> statuses = new ArrayList<>(List.of(String.valueOf(series.get("status")).split(",")));
		for (Map<String, String> rule : moved.rules) {
			if (statuses.remove(rule.get("status"))) {
				series.forEach(rule::putIfAbsent);
			}
		}
		if (statuses.isEmpty()) {
			return;
		}
		Map<String, String> others = new LinkedHashMap<>(series);
		others.put("status", String.join(",", statuses));
		moved.rules.add(others);
	}

	private static void status(MovedKeys moved, String status, String how, String value, String old) {
		String series = SERIES.get(status.toLowerCase(Locale.ROOT));
		if (status.matches("\\d{3}")) {
			rule(moved.rules, "status", status, how, value);
		}
		else if (series != null) {
			rule(moved.series, "status", series, how, value);
		}
		else {
			moved.todos.add(old + ": list the statuses in mishap.log.rules");
		}
	}

	private static void member(MovedKeys moved, String name, String value) {
		String kebab = name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
		switch (kebab) {
			case "code" -> moved.members.put("code", value);
			case "message" -> moved.members.put("detail", value);
			default -> moved.todos.add("json-field-names." + kebab + "=" + value
					+ ": all entries are in errors, which mishap.body.members.errors names");
		}
	}

	/** Returns the status of an annotation, as a number. */
	static @Nullable String statusOf(String source) {
		Integer number = Names.status(source.substring(source.lastIndexOf('.') + 1));
		return (number != null) ? number.toString() : null;
	}

}
