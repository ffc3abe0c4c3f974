package dev.mishap.autoconfigure.input;

import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.mishap.Problem;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import dev.mishap.autoconfigure.MishapValidationProperties;
import org.jspecify.annotations.Nullable;

/** Makes the entries of {@code errors[]}, and problems out of them. */
final class Violations {

	static final String VALIDATION_FAILED = "VALIDATION_FAILED";

	private static final Comparator<Violation> ORDER = Comparator.comparing(Violation::name, ClientPath::compare)
		.thenComparing(Violation::code)
		.thenComparing((violation) -> violation.attributes().toString())
		.thenComparing((violation) -> String.valueOf(violation.wording()));

	private static final int MAX_REJECTED = 256;

	private final int status;

	private final int maxErrors;

	private final Set<String> rejectedValues;

	private final BodyConverters bodies;

	private final ClientNames forms = new FormNames();

	Violations(MishapValidationProperties properties, BodyConverters bodies) {
		this.status = properties.status();
		this.maxErrors = properties.maxErrors();
		this.rejectedValues = Set.copyOf(properties.rejectedValues());
		this.bodies = bodies;
	}

	/**
	 * Returns the problem that consists of violations.
	 * @param violations the violations in their order, at least one
	 */
	Problem problem(List<Violation> violations) {
		Problem problem = Problem.of(this.status, VALIDATION_FAILED);
		int omitted = violations.size() - this.maxErrors;
		if (omitted <= 0) {
			return problem.withViolations(violations);
		}
		return problem.withViolations(violations.subList(0, this.maxErrors)).withExtension("errors_omitted", omitted);
	}

	/** Returns the problem of input that does not fit as a whole. */
	Problem problem() {
		return Problem.of(this.status, VALIDATION_FAILED).withWording(Wording.of("VALIDATION_FAILED.whole"));
	}

	/**
	 * Returns the entries for the parts of one argument, in an order that does not depend
	 * on that of the checks.
	 * @param place the place of the argument
	 * @param parts the invalid parts
	 */
	List<Violation> of(Place place, List<InvalidPart> parts) {
		List<Violation> violations = new ArrayList<>(parts.size());
		ClientNames names = null;
		for (InvalidPart part : parts) {
			if (names == null) {
				names = names(place, part);
			}
			violations.add(of(place, part, names));
		}
		violations.sort(ORDER);
		return violations;
	}

	private ClientNames names(Place place, InvalidPart part) {
		if (place.isForm()) {
			return this.forms;
		}
		Object root = part.root();
		Class<?> type = (root != null) ? root.getClass() : place.type().resolve(Object.class);
		return place.isRead() ? this.bodies.names(type) : ClientNames.OF_JAVA;
	}

	private Violation of(Place place, InvalidPart part, ClientNames names) {
		ClientPath path = path(place, part, names);
		Map<String, Object> attributes = new LinkedHashMap<>();
		Location location = place.location();
		String name;
		String field;
		if (place.isForm() && !path.isRoot()) {
			name = path.field();
			field = path.pattern();
		}
		else if (place.isForm() || location == Location.BODY) {
			// a form as a whole has no name: it is named like a body as a whole
			location = Location.BODY;
			name = path.pointer();
			field = path.pattern();
		}
		else {
			name = place.name();
			field = (place.isRead() && !path.isRoot()) ? path.pattern() : name;
			if (!path.isRoot()) {
				attributes.put(place.isRead() ? "pointer" : "element", place.isRead() ? path.pointer() : path.field());
			}
		}
		attributes.putAll(part.attributes());
		addRejected(attributes, field, part.value());
		return new Violation(location, name, part.code(), null, part.wording(), attributes);
	}

	private static ClientPath path(Place place, InvalidPart part, ClientNames names) {
		try {
			return names.path(part.root(), place.type(), part.steps());
		}
		catch (RuntimeException ignored) {
			// a class that cannot be looked into costs its names, not the whole answer
			return ClientNames.OF_JAVA.path(part.root(), place.type(), part.steps());
		}
	}

	/**
	 * Adds the value that was sent, where the configuration names its field.
	 * @param attributes the attributes of the entry
	 * @param field the field, as in the configuration
	 * @param value the value
	 */
	void addRejected(Map<String, Object> attributes, String field, @Nullable Object value) {
		if (!this.rejectedValues.contains(field)) {
			return;
		}
		if (value instanceof CharSequence text) {
			attributes.put("rejected",
					(text.length() > MAX_REJECTED) ? text.subSequence(0, MAX_REJECTED).toString() : text.toString());
		}
		else if (value instanceof Number || value instanceof Boolean) {
			attributes.put("rejected", value);
		}
		else if (value instanceof Enum<?> || value instanceof UUID || value instanceof Temporal) {
			attributes.put("rejected", value.toString());
		}
	}

}
