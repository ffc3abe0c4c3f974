package dev.mishap.autoconfigure.input;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.MethodParameter;
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

/** Reads errors in Spring's words, whatever found them. */
final class SpringErrors {

	private static final int MAX_ALLOWED = 50;

	private final ConstraintReader constraints;

	private final Violations violations;

	private final MessageSource messages;

	SpringErrors(ConstraintReader constraints, Violations violations, MessageSource messages) {
		this.constraints = constraints;
		this.violations = violations;
		this.messages = messages;
	}

	/**
	 * Returns the entries for the errors of one argument.
	 * @param place the place of the argument
	 * @param errors the errors
	 */
	List<Violation> read(Place place, Errors errors) {
		Object target = (errors instanceof BindingResult binding) ? binding.getTarget() : null;
		List<InvalidPart> parts = new ArrayList<>();
		for (ObjectError error : errors.getAllErrors()) {
			parts.add(read(place, error, target, List.of()));
		}
		return this.violations.of(place, parts);
	}

	/**
	 * Returns the entries for the arguments of a method.
	 * @param result the errors of all arguments
	 */
	List<Violation> read(MethodValidationResult result) {
		List<Violation> all = new ArrayList<>();
		Map<Integer, List<ParameterValidationResult>> byParameter = new LinkedHashMap<>();
		for (ParameterValidationResult parameter : result.getParameterValidationResults()) {
			byParameter
				.computeIfAbsent(parameter.getMethodParameter().getParameterIndex(), (index) -> new ArrayList<>())
				.add(parameter);
		}
		byParameter.forEach((index, results) -> {
			MethodParameter parameter = results.get(0).getMethodParameter();
			Place place = Place.of(parameter);
			if (place != null) {
				List<InvalidPart> parts = new ArrayList<>();
				results.forEach((one) -> read(place, one, parts));
				all.addAll(this.violations.of(place, parts));
			}
		});
		Place whole = new Place(Location.BODY, "", ResolvableType.NONE);
		List<InvalidPart> across = new ArrayList<>();
		for (MessageSourceResolvable error : result.getCrossParameterValidationResults()) {
			across
				.add(new InvalidPart(null, List.of(), code(error), wording(error, code(error), null), Map.of(), null));
		}
		all.addAll(this.violations.of(whole, across));
		return all;
	}

	private void read(Place place, ParameterValidationResult result, List<InvalidPart> parts) {
		List<Step> start = start(result);
		if (result instanceof ParameterErrors errors) {
			for (ObjectError error : errors.getAllErrors()) {
				parts.add(read(place, error, errors.getArgument(), start));
			}
			return;
		}
		for (MessageSourceResolvable error : result.getResolvableErrors()) {
			InvalidPart part = this.constraints.read(result, error);
			parts.add((part != null) ? part : new InvalidPart(result.getArgument(), start, code(error),
					wording(error, code(error), result.getArgument()), Map.of(), result.getArgument()));
		}
	}

	private static List<Step> start(ParameterValidationResult result) {
		if (result.getContainer() == null) {
			return List.of();
		}
		Object key = (result.getContainerIndex() != null) ? result.getContainerIndex() : result.getContainerKey();
		return List.of(new Step.Element(key));
	}

	private InvalidPart read(Place place, ObjectError error, @Nullable Object target, List<Step> start) {
		InvalidPart constraint = this.constraints.read(error);
		if (constraint != null && !place.isForm()) {
			return constraint;
		}
		List<Step> steps = new ArrayList<>(start);
		if (error instanceof FieldError field) {
			steps.addAll(Step.parse(field.getField()));
		}
		if (constraint != null) {
			// what is bound by a constructor is checked one by one: only Spring knows
			// where
			return constraint.withSteps(target, steps);
		}
		if (error instanceof FieldError field && field.isBindingFailure()) {
			return unbound(place, field, target, steps);
		}
		Object value = (error instanceof FieldError field) ? field.getRejectedValue() : target;
		String code = code(error);
		return new InvalidPart(target, steps, code, wording(error, code, value), Map.of(), value);
	}

	private static InvalidPart unbound(Place place, FieldError error, @Nullable Object target, List<Step> steps) {
		Object value = error.getRejectedValue();
		if ("required".equals(error.getCode())) {
			return new InvalidPart(target, steps, "REQUIRED", Wording.of("REQUIRED"), Map.of(), null);
		}
		if (!error.contains(TypeMismatchException.class)) {
			return new InvalidPart(target, steps, Codes.INVALID, Wording.of(Codes.INVALID), Map.of(), value);
		}
		Class<?> required = error.unwrap(TypeMismatchException.class).getRequiredType();
		if (required != null && required.isEnum()) {
			List<Object> allowed = allowed(required);
			return new InvalidPart(target, steps, "UNKNOWN_VALUE", unknownValue(allowed),
					allowed.isEmpty() ? Map.of() : Map.of("allowed", allowed), value);
		}
		String pattern = (steps.size() == 1) ? pattern(place.type(), error.getField()) : null;
		return new InvalidPart(target, steps, "WRONG_TYPE", Expectation.of(required, pattern).wording(), Map.of(),
				value);
	}

	private static @Nullable String pattern(ResolvableType type, String property) {
		Class<?> owner = type.resolve();
		Field field = (owner != null) ? ReflectionUtils.findField(owner, property) : null;
		DateTimeFormat format = (field != null) ? field.getAnnotation(DateTimeFormat.class) : null;
		return (format != null) ? format.pattern() : null;
	}

	/**
	 * Returns the names of the constants of an enum, none if they are too many to list.
	 */
	static List<Object> allowed(Class<?> type) {
		Object[] constants = type.getEnumConstants();
		if (constants == null || constants.length > MAX_ALLOWED) {
			return List.of();
		}
		return Arrays.stream(constants).map((constant) -> (Object) ((Enum<?>) constant).name()).toList();
	}

	/** Returns the text for a value that is none of those that there are. */
	static Wording unknownValue(List<Object> allowed) {
		return allowed.isEmpty() ? Wording.of("UNKNOWN_VALUE.many") : Wording.of("UNKNOWN_VALUE", listed(allowed));
	}

	static String listed(List<Object> values) {
		return String.join(", ", values.stream().map(String::valueOf).toList());
	}

	private static String code(MessageSourceResolvable error) {
		String[] codes = error.getCodes();
		return Codes.of((codes != null && codes.length > 0) ? codes[codes.length - 1] : null);
	}

	/** What a validator of the application says, unless it repeats the value. */
	private Wording wording(MessageSourceResolvable error, String code, @Nullable Object value) {
		String message;
		try {
			message = this.messages.getMessage(error, LocaleContextHolder.getLocale());
		}
		catch (NoSuchMessageException ignored) {
			message = error.getDefaultMessage();
		}
		boolean usable = message != null && !message.isBlank() && !Echoes.isIn(message, value);
		return new Wording(code + ".own", List.of(), usable ? message : null);
	}

}
