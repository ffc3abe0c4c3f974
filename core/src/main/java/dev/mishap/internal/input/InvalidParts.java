package dev.mishap.internal.input;

import java.lang.reflect.Field;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import dev.mishap.internal.Codes;
import dev.mishap.internal.ProblemPipeline.Loader;
import dev.mishap.internal.input.BodyLanguage.JavaNames;
import dev.mishap.internal.input.InputRows.ConstraintWords;
import dev.mishap.internal.input.UnreadableBodies.BodyConverters;
import dev.mishap.internal.input.Way.Node;
import dev.mishap.internal.input.Way.Step;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;
import org.springframework.core.ResolvableType;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.util.ReflectionUtils;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;

/**
 * Makes the entries of {@code errors[]}, whatever found them, and problems out of them.
 */
final class InvalidParts {

	static final String VALIDATION_FAILED = "VALIDATION_FAILED";

	/** Code of what is not accepted, for a reason that has no code. */
	static final String INVALID = "INVALID";

	/** Code of what has to be there and is not. */
	static final String REQUIRED = "REQUIRED";

	private static final Log logger = LogFactory.getLog(InvalidParts.class);

	private static final Comparator<Violation> ORDER = Comparator.comparing(Violation::name, ClientPath::compare)
		.thenComparing(Violation::code)
		.thenComparing((violation) -> violation.attributes().toString())
		.thenComparing((violation) -> String.valueOf(violation.wording()));

	private static final String ELEMENT = "element";

	private static final int MAX_REJECTED = 256;

	private static final int INTERNAL_ERROR = 500;

	private final InputRows.Settings settings;

	private final WebFramework framework;

	private final BodyConverters bodies;

	private final @Nullable BeanConstraints constraints;

	private final MessageSource messages;

	private final JavaNames forms = JavaNames.ofForms();

	private final Supplier<ProblemMappings> mappings;

	private final AtomicBoolean told;

	/**
	 * Creates it.
	 * @param settings what the configuration says
	 * @param framework what handles requests
	 * @param bodies the converters of bodies
	 * @param constraints what reads constraints, or {@code null} without Bean Validation
	 * @param messages the texts of the application
	 * @param mappings the table of all problems
	 */
	InvalidParts(InputRows.Settings settings, WebFramework framework, BodyConverters bodies,
			@Nullable BeanConstraints constraints, MessageSource messages, Supplier<ProblemMappings> mappings) {
		this.settings = settings;
		this.framework = framework;
		this.bodies = bodies;
		this.constraints = constraints;
		this.messages = messages;
		this.mappings = Loader.once(mappings);
		this.told = new AtomicBoolean(settings.rejectedValues().isEmpty());
	}

	/**
	 * Returns the problem of what code of the application has thrown while its input was
	 * made ready: a domain exception with an answer of its own keeps it.
	 * @param cause the exception
	 * @param request the request that failed
	 * @return the problem, or {@code null} if nobody has said what the exception means
	 */
	@Nullable Problem known(@Nullable Throwable cause, ProblemRequest request) {
		if (cause == null) {
			return null;
		}
		Problem problem = this.mappings.get().problemFor(cause, request);
		return (problem.status() != INTERNAL_ERROR) ? problem : null;
	}

	/**
	 * Returns the problem that consists of violations.
	 * @param violations the violations in their order, at least one
	 */
	Problem problem(List<Violation> violations) {
		Problem problem = failed();
		int omitted = violations.size() - this.settings.maxErrors();
		if (omitted <= 0) {
			return problem.withViolations(violations);
		}
		return problem.withViolations(violations.subList(0, this.settings.maxErrors()))
			.withExtension("errors_omitted", omitted);
	}

	/** Returns the problem of input that does not fit, without what is wrong with it. */
	Problem failed() {
		return Problem.of(this.settings.status(), VALIDATION_FAILED);
	}

	/** Returns the problem of input that does not fit as a whole. */
	Problem problem() {
		return failed().withWording(Wording.of("VALIDATION_FAILED.whole"));
	}

	/**
	 * Returns the entries for the errors of one argument.
	 * @param source the source of the argument
	 * @param errors the errors
	 * @param request the request
	 */
	List<Violation> of(InputSource source, Errors errors, ProblemRequest request) {
		Object target = (errors instanceof BindingResult binding) ? binding.getTarget() : null;
		List<Part> parts = new ArrayList<>();
		for (ObjectError error : errors.getAllErrors()) {
			parts.add(read(source, error, target, List.of(), request));
		}
		return of(source, parts, request);
	}

	/**
	 * Returns the entries for the arguments of a method.
	 * @param result the errors of all arguments
	 * @param request the request
	 */
	List<Violation> of(MethodValidationResult result, ProblemRequest request) {
		Map<Integer, List<ParameterValidationResult>> byParameter = new TreeMap<>();
		for (ParameterValidationResult parameter : result.getParameterValidationResults()) {
			byParameter
				.computeIfAbsent(parameter.getMethodParameter().getParameterIndex(), (index) -> new ArrayList<>())
				.add(parameter);
		}
		List<Violation> all = new ArrayList<>();
		byParameter.forEach((index, results) -> {
			InputSource source = InputSource.of(results.get(0).getMethodParameter());
			if (source != null) {
				List<Part> parts = new ArrayList<>();
				results.forEach((one) -> read(source, one, parts, request));
				all.addAll(of(source, parts, request));
			}
		});
		List<Part> across = new ArrayList<>();
		for (MessageSourceResolvable error : result.getCrossParameterValidationResults()) {
			across.add(part(error, null, List.of(), null, request));
		}
		all.addAll(of(InputSource.body(ResolvableType.NONE), across, request));
		return all;
	}

	private void read(InputSource source, ParameterValidationResult result, List<Part> parts, ProblemRequest request) {
		List<Step> start = start(result);
		if (result instanceof ParameterErrors errors) {
			for (ObjectError error : errors.getAllErrors()) {
				parts.add(read(source, error, errors.getArgument(), start, request));
			}
			return;
		}
		for (MessageSourceResolvable error : result.getResolvableErrors()) {
			Part part = (this.constraints != null) ? this.constraints.read(result, error) : null;
			parts.add((part != null) ? part : part(error, result.getArgument(), start, result.getArgument(), request));
		}
	}

	private static List<Step> start(ParameterValidationResult result) {
		if (result.getContainer() == null) {
			return List.of();
		}
		Object key = (result.getContainerIndex() != null) ? result.getContainerIndex() : result.getContainerKey();
		return List.of(new Step.Element(key, null, 0));
	}

	private Part read(InputSource source, ObjectError error, @Nullable Object target, List<Step> start,
			ProblemRequest request) {
		Part constraint = (this.constraints != null) ? this.constraints.read(error) : null;
		if (constraint != null && !source.isForm()) {
			return constraint;
		}
		List<Step> steps = new ArrayList<>(start);
		if (error instanceof FieldError field) {
			steps.addAll(Step.parse(field.getField()));
		}
		if (constraint != null) {
			// values that are bound by a constructor are validated one by one, and
			// only Spring knows to which property each belongs
			return constraint.at(target, steps);
		}
		if (error instanceof FieldError field && field.isBindingFailure()) {
			return unbound(source, field, target, steps);
		}
		Object value = (error instanceof FieldError field) ? field.getRejectedValue() : target;
		return part(error, target, steps, value, request);
	}

	private static Part unbound(InputSource source, FieldError error, @Nullable Object target, List<Step> steps) {
		Object value = error.getRejectedValue();
		if ("required".equals(error.getCode())) {
			return new Part(target, steps, REQUIRED, Wording.of(REQUIRED), Map.of(), null);
		}
		if (!error.contains(TypeMismatchException.class)) {
			return new Part(target, steps, INVALID, Wording.of(INVALID), Map.of(), value);
		}
		Class<?> required = error.unwrap(TypeMismatchException.class).getRequiredType();
		String pattern = (steps.size() == 1) ? pattern(source.type(), error.getField()) : null;
		Expectation expected = InputSource.isFile(ResolvableType.forClass(required)) ? Expectation.ofFile()
				: Expectation.ofText(required, pattern);
		return new Part(target, steps, expected.code(), expected.wording(),
				expected.allowed().isEmpty() ? Map.of() : Map.of("allowed", expected.allowed()), value);
	}

	private static @Nullable String pattern(ResolvableType type, String property) {
		Class<?> owner = type.resolve();
		Field field = (owner != null) ? ReflectionUtils.findField(owner, property) : null;
		DateTimeFormat format = (field != null) ? field.getAnnotation(DateTimeFormat.class) : null;
		return (format != null) ? format.pattern() : null;
	}

	/** Returns what a validator of the application says, unless it repeats the value. */
	private Part part(MessageSourceResolvable error, @Nullable Object root, List<Step> steps, @Nullable Object value,
			ProblemRequest request) {
		String[] codes = error.getCodes();
		String code = code((codes != null && codes.length > 0) ? codes[codes.length - 1] : null);
		String message;
		try {
			message = this.messages.getMessage(error, request.locale());
		}
		catch (NoSuchMessageException ignored) {
			message = error.getDefaultMessage();
		}
		boolean usable = message != null && !message.isBlank() && !repeats(message, value);
		Wording wording = new Wording(code + ".own", List.of(), usable ? message : null);
		return new Part(root, steps, code, wording, Map.of(), value);
	}

	/** Returns the code that a name leads to. */
	static String code(@Nullable String name) {
		String code = Codes.of(name);
		return (code != null) ? code : INVALID;
	}

	/**
	 * Returns the entries for the parts of one argument, in an order that does not depend
	 * on that of the checks.
	 * @param source the source of the argument
	 * @param parts the invalid parts
	 * @param request the request
	 */
	List<Violation> of(InputSource source, List<Part> parts, ProblemRequest request) {
		if (parts.isEmpty()) {
			return List.of();
		}
		Node node = node(source, parts.get(0), request);
		List<Violation> violations = new ArrayList<>(parts.size());
		for (Part part : parts) {
			boolean entry = source.entries() && !part.steps().isEmpty()
					&& part.steps().get(0) instanceof Step.Element element && element.key() != null;
			violations.add(entry ? ofEntry(source, part, request) : violation(source, part, node, request));
		}
		violations.sort(ORDER);
		return violations;
	}

	/** In a map of parameters, the name of each is its key. */
	private Violation ofEntry(InputSource source, Part part, ProblemRequest request) {
		String name = String.valueOf(((Step.Element) part.steps().get(0)).key());
		InputSource entry = source.entry(name);
		return violation(entry, part.at(null, part.steps().subList(1, part.steps().size())),
				JavaNames.OF_PROPERTIES.root(entry.type()), request);
	}

	private Node node(InputSource source, Part part, ProblemRequest request) {
		if (source.isForm()) {
			return this.forms.root(source.type());
		}
		Object root = part.root();
		Class<?> declared = source.type().resolve();
		ResolvableType type = (declared == null && root != null) ? ResolvableType.forClass(root.getClass())
				: source.type();
		return source.isRead()
				? this.bodies.names(type.resolve(Object.class), BodyConverters.contentType(request)).root(type)
				: JavaNames.OF_PROPERTIES.root(type);
	}

	private Violation violation(InputSource source, Part part, Node node, ProblemRequest request) {
		Way way = new Way(node, part.root());
		part.steps().forEach(way::step);
		ClientPath path = way.path();
		Map<String, Object> attributes = new LinkedHashMap<>();
		Location location = source.location();
		String name = source.name();
		String field = name;
		if (source.isForm() && !path.isRoot()) {
			location = way.isAtFile() ? Location.PART : Location.PARAMETER;
			field = path.pattern();
			name = path.field();
			String sent = sent(name, request);
			if (sent.length() < name.length()) {
				attributes.put(ELEMENT, name.substring(sent.length()));
				name = sent;
			}
		}
		else if (source.isForm() || source.isBody()) {
			// a form as a whole has no name: it is named like a body as a whole
			location = Location.BODY;
			name = path.pointer();
			field = path.pattern();
			addElement(attributes, path);
		}
		else if (!path.isRoot() && source.isRead()) {
			field = path.pattern();
			attributes.put("pointer", path.pointer());
			addElement(attributes, path);
		}
		else if (!path.isRoot()) {
			attributes.put(ELEMENT, path.field());
		}
		attributes.putAll(part.attributes());
		addRejected(attributes, field, part.value());
		return words(field, part.code(), part.wording()).at(location, name, attributes);
	}

	/**
	 * Where the elements of a set have no index, says at least what is wrong with one.
	 */
	private static void addElement(Map<String, Object> attributes, ClientPath path) {
		String beyond = path.beyondPointer();
		if (beyond != null) {
			attributes.put(ELEMENT, beyond);
		}
	}

	/** A list may have been sent as one parameter that is repeated. */
	private String sent(String name, ProblemRequest request) {
		int index = name.lastIndexOf('[');
		boolean repeated = name.endsWith("]") && index > 0 && !this.framework.parameterNames(request).contains(name)
				&& this.framework.parameterNames(request).contains(name.substring(0, index));
		return repeated ? name.substring(0, index) : name;
	}

	/**
	 * Returns what is said of a field, in the words of the application if it has some.
	 * @param field the field, as in the configuration
	 * @param code the reason
	 * @param wording the text for the caller
	 */
	ConstraintWords.Words words(String field, String code, Wording wording) {
		return this.settings.words().words(field, code, wording);
	}

	/**
	 * Adds the value that was sent, where the configuration names its field.
	 * @param attributes the attributes of the entry
	 * @param field the field, as in the configuration
	 * @param value the value
	 */
	void addRejected(Map<String, Object> attributes, String field, @Nullable Object value) {
		if (this.told.compareAndSet(false, true)) {
			tell(field);
		}
		if (!this.settings.rejectedValues().contains(field)) {
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

	/** A name with a typing error would otherwise show in nothing but a missing value. */
	private void tell(String field) {
		Set<String> others = new TreeSet<>(this.settings.rejectedValues());
		others.remove(field);
		if (!others.isEmpty() && logger.isInfoEnabled()) {
			logger.info("The first invalid field has none of these names of mishap.validation.rejected-values: "
					+ String.join(", ", others) + ". Nothing is wrong if they are names of other fields. If not, check "
					+ "their spelling: fields are named as clients name them, such as items[].sku.");
		}
	}

	/**
	 * Returns whether a text has a value in it as a word.
	 * @param text the text
	 * @param value the value
	 */
	static boolean repeats(String text, @Nullable Object value) {
		if (value == null) {
			return false;
		}
		String word;
		try {
			word = String.valueOf(value).strip();
		}
		catch (RuntimeException | StackOverflowError ignored) {
			// toString() of the application failed, as that of objects that refer to each
			// other does: nobody can have written its result
			return false;
		}
		int at = word.isEmpty() ? -1 : text.indexOf(word);
		while (at >= 0) {
			int end = at + word.length();
			boolean starts = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))
					|| !Character.isLetterOrDigit(word.charAt(0));
			boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end))
					|| !Character.isLetterOrDigit(word.charAt(word.length() - 1));
			if (starts && ends) {
				return true;
			}
			at = text.indexOf(word, at + 1);
		}
		return false;
	}

	/**
	 * Part of an argument that breaks a rule, in the names of Java.
	 *
	 * @param root the object in which the part is, or {@code null} if there is none
	 * @param steps the steps from that object to the part
	 * @param code the reason in UPPER_SNAKE
	 * @param wording the text for the caller
	 * @param attributes the public attributes of the rule
	 * @param value the value that breaks the rule
	 */
	record Part(@Nullable Object root, List<Step> steps, String code, Wording wording, Map<String, Object> attributes,
			@Nullable Object value) {

		/** Returns the part with another way to it. */
		Part at(@Nullable Object root, List<Step> steps) {
			return new Part(root, steps, this.code, this.wording, this.attributes, this.value);
		}

	}

}
