package dev.mishap.internal.body;

import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.Violation;
import dev.mishap.internal.HttpStatuses;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.Assert;

/**
 * Names of the standard members in a body. RFC 9457 fixes those of its own; a team that
 * has clients with other habits may rename any.
 */
public final class MemberNames {

	static final String TYPE = "type";

	static final String TITLE = "title";

	static final String STATUS = "status";

	static final String DETAIL = "detail";

	static final String INSTANCE = "instance";

	public static final String CODE = "code";

	static final String REQUEST_ID = "request_id";

	static final String ERRORS = "errors";

	private static final List<String> ALL = List.of(TYPE, TITLE, STATUS, DETAIL, INSTANCE, CODE, REQUEST_ID, ERRORS);

	private static final Log logger = LogFactory.getLog(MemberNames.class);

	private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

	private static final URI ABOUT_BLANK = URI.create("about:blank");

	private static final int MAX_LOGGED = 64;

	private static final MemberNames STANDARD = new MemberNames(Map.of());

	private final Map<String, String> names;

	/** Names that no extension can have, as they are written. */
	private final Set<String> fixed = new HashSet<>();

	private final Set<String> logged = ConcurrentHashMap.newKeySet();

	private MemberNames(Map<String, String> names) {
		this.names = names;
		ALL.stream().filter(MemberNames::isFixed).map(this::of).forEach(this.fixed::add);
	}

	/**
	 * Returns the standard names.
	 */
	public static MemberNames standard() {
		return STANDARD;
	}

	/**
	 * Returns other names for some members.
	 * @param names the names by standard name
	 * @throws IllegalArgumentException if there is no such standard member, a name is not
	 * made of letters, digits and underscores, or two members would have the same
	 */
	public static MemberNames of(Map<String, String> names) {
		Map<String, String> known = new LinkedHashMap<>();
		names.forEach((standard, name) -> {
			Assert.isTrue(isStandard(standard), () -> "there is no member '" + standard + "'");
			Assert.isTrue(NAME.matcher(name).matches(), () -> "'" + name + "' is no name for a member");
			known.put(standard, name);
		});
		Set<String> used = new HashSet<>();
		for (String standard : ALL) {
			String name = known.getOrDefault(standard, standard);
			Assert.isTrue(used.add(name), () -> "two members would have the name '" + name + "'");
		}
		return new MemberNames(Map.copyOf(known));
	}

	/** Returns whether a member is one that every problem has or may have. */
	public static boolean isStandard(String name) {
		return ALL.contains(name);
	}

	/**
	 * Returns whether a member always says what the library knows. Code and errors are
	 * not among them: a problem that an application wrote itself keeps its own.
	 */
	public static boolean isFixed(String name) {
		return isStandard(name) && !CODE.equals(name) && !ERRORS.equals(name);
	}

	/** Returns the name of a standard member. */
	String of(String standard) {
		return this.names.getOrDefault(standard, standard);
	}

	/**
	 * Hands over the members of a body in their order, none of them twice. The value of
	 * {@link #ERRORS} is a list of {@link Violation}s.
	 */
	void members(Problem problem, ProblemContext context, Sink sink) {
		Map<String, Object> extensions = problem.extensions();
		sink.member(of(TYPE), (problem.type() != null) ? problem.type() : ABOUT_BLANK);
		sink.member(of(TITLE), (problem.title() != null) ? problem.title() : HttpStatuses.phrase(problem.status()));
		sink.member(of(STATUS), problem.status());
		if (problem.detail() != null) {
			sink.member(of(DETAIL), problem.detail());
		}
		if (problem.instance() != null) {
			sink.member(of(INSTANCE), problem.instance());
		}
		if (!extensions.containsKey(of(CODE))) {
			sink.member(of(CODE), problem.code());
		}
		sink.member(of(REQUEST_ID), context.requestId());
		if (!problem.violations().isEmpty() && !extensions.containsKey(of(ERRORS))) {
			sink.member(of(ERRORS), problem.violations());
		}
		for (Map.Entry<String, Object> extension : extensions.entrySet()) {
			if (this.fixed.contains(extension.getKey())) {
				tellOnce(extension.getKey());
			}
			else {
				sink.member(extension.getKey(), extension.getValue());
			}
		}
	}

	private void tellOnce(String name) {
		if (this.logged.size() < MAX_LOGGED && this.logged.add(name)) {
			logger.warn("A member '" + name + "' was left out, because a standard member has that name (logged once)");
		}
	}

	/** Hands over the members of an entry of {@code errors[]}, none of them twice. */
	static void members(Violation violation, Sink sink) {
		String place = violation.location().member();
		sink.member(place, violation.name());
		sink.member(CODE, violation.code());
		if (violation.detail() != null) {
			sink.member(DETAIL, violation.detail());
		}
		for (Map.Entry<String, Object> attribute : violation.attributes().entrySet()) {
			String name = attribute.getKey();
			if (!name.equals(place) && !name.equals(CODE) && !name.equals(DETAIL)) {
				sink.member(name, attribute.getValue());
			}
		}
	}

	/** Takes members one after the other. */
	@FunctionalInterface
	interface Sink {

		void member(String name, Object value);

	}

}
